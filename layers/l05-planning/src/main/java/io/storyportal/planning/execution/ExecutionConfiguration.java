package io.storyportal.planning.execution;

import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.kit.events.EventFeed;
import io.storyportal.kit.events.EventFollower;
import io.storyportal.kit.events.EventHints;
import io.storyportal.kit.events.PostgresCheckpointStore;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.work.AgentHost;
import io.storyportal.planning.work.ModelService;
import io.storyportal.planning.work.ToolRunner;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts execution together. */
@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {

    @Bean
    RunStore runStore(TenantTransactions transactions) {
        return new PostgresRunStore(transactions);
    }

    @Bean
    ProgressHub progressHub() {
        return new ProgressHub();
    }

    @Bean
    TaskCalls taskCalls(ToolRunner tools, ModelService models, ExecutionSettings settings) {
        return new TaskCalls(tools, models, settings.patience());
    }

    @Bean
    PlanRun.Collaborators runCollaborators(
            TaskCalls calls,
            AgentHost agents,
            PlanLedger ledger,
            ProgressHub hub,
            ExecutionSettings settings,
            Clock clock) {
        AgentCare care = new AgentCare(agents, settings.patience());
        return new PlanRun.Collaborators(calls, care, ledger, hub, settings, clock);
    }

    @Bean
    RunExecutor runExecutor(
            RunStore store, PlanSignature signature, LatePlanning planning, PlanRun.Collaborators collaborators) {
        RunLoader loader = new RunLoader(collaborators.ledger(), signature, collaborators.calls());
        return new RunExecutor(store, loader, planning, collaborators);
    }

    @Bean
    RunScheduler runScheduler(RunStore store, RunExecutor executor, PlanLedger ledger, ExecutionSettings settings) {
        String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return new RunScheduler(owner, store, executor, ledger, settings);
    }

    @Bean
    Runs runs(RunScheduler scheduler) {
        return new Runs(scheduler);
    }

    /** The durable source of work: what was accepted is in L01's events, whatever happened to this process afterwards. */
    @Bean
    EventFollower planFollower(EventFeed feed, EventHints hints, TenantTransactions transactions, Runs runs) {
        return new EventFollower(
                "l05-plans",
                PlanEvents.TYPES,
                feed,
                hints,
                new PostgresCheckpointStore(transactions),
                new PlanEvents(runs)::handle);
    }
}
