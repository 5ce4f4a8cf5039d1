package io.storyportal.planning.execution;

import static org.awaitility.Awaitility.await;

import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.plans.PlanAuthor;
import io.storyportal.planning.work.ModelService;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Replicas of this layer around one database, over other layers that are played in memory. */
final class Fleet {
    static final int PARALLEL_TASKS = 3;
    private static final Duration LEASE = Duration.ofMillis(900);

    final FakeLedger ledger = new FakeLedger();
    final FakeTools tools = new FakeTools();
    final FakeAgents agents = new FakeAgents();
    final TenantId tenant = new TenantId(Ids.uuid7());

    private final PlanSignature signature = new PlanSignature(() -> new byte[32]);
    private final PlanAuthor author = new PlanAuthor(signature, Clock.systemUTC());
    private final RunStore store;
    private final List<Replica> replicas = new ArrayList<>();

    Fleet(Database database) {
        this.store = new PostgresRunStore(database.transactions);
    }

    /** A goal in L01 with its plan. */
    record Accepted(UUID goal, PlanAuthor.Written written, PlanDefinition definition) {
        UUID plan() {
            return written.plan().id();
        }

        UUID agent() {
            return written.plan().agent();
        }
    }

    Accepted write(PlanDefinition definition) {
        UUID goal = Ids.uuid7();
        PlanAuthor.Written written = author.write(tenant, goal, Ids.uuid7(), definition, Status.QUEUED);
        List<Change> changes = new ArrayList<>();
        changes.add(Change.create(
                Change.Resource.GOALS,
                goal,
                Map.of(
                        "status",
                        "queued",
                        "description",
                        definition.goal(),
                        "metadata",
                        Map.of("plan_id", written.plan().id()))));
        changes.addAll(written.changes());
        ledger.commit("accept/" + goal, changes).block();
        return new Accepted(goal, written, definition);
    }

    Replica replica(String name) {
        Replica replica = new Replica(name);
        replicas.add(replica);
        return replica;
    }

    GoalRecord goal(Accepted goal) {
        return ledger.goal(goal.goal()).block();
    }

    JsonNode output(Accepted goal, String step) {
        return ledger.tasks(goal.plan()).block().stream()
                .filter(task -> task.name().equals(step))
                .findFirst()
                .orElseThrow()
                .output();
    }

    void awaitEnd(Accepted goal, Status status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Assertions.assertThat(goal(goal).status()).isEqualTo(status));
    }

    void stop() {
        replicas.forEach(replica -> replica.scheduler.stop());
    }

    /** One process of the layer. */
    final class Replica {
        final RunScheduler scheduler;
        final Runs runs;
        private final SeveredStore view = new SeveredStore(store);

        Replica(String name) {
            ExecutionSettings settings = new ExecutionSettings(
                    PARALLEL_TASKS, 50, LEASE, Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofMillis(5));
            TaskCalls calls = new TaskCalls(tools, new NoModels(), settings.patience());
            var collaborators = new PlanRun.Collaborators(
                    calls,
                    new AgentCare(agents, settings.patience()),
                    ledger,
                    new ProgressHub(),
                    settings,
                    Clock.systemUTC());
            RunExecutor executor = new RunExecutor(
                    view, new RunLoader(ledger, signature, calls), (goal, run) -> Mono.just(false), collaborators);
            scheduler = new RunScheduler(name + "-" + UUID.randomUUID(), view, executor, ledger, settings);
            runs = new Runs(scheduler);
            scheduler.start();
        }

        Accepted accept(PlanDefinition definition) {
            Accepted goal = write(definition);
            GoalRecord record = goal(goal);
            runs.begin(
                            new RunKey(tenant, goal.plan()),
                            record,
                            goal.written().plan(),
                            definition,
                            goal.written().tasks())
                    .contextWrite(SystemCaller.of(tenant, "l05")::write)
                    .block();
            return goal;
        }

        void offer(Accepted goal) {
            runs.offer(new RunKey(tenant, goal.plan()), goal.goal()).block();
        }

        void nudge(Accepted goal) {
            runs.nudge(new RunKey(tenant, goal.plan()), goal.goal()).block();
        }

        /** As kill -9 does it: everything stops where it is, and nobody is told. */
        void kill() {
            view.cut();
            scheduler.stop();
        }
    }

    /** There is no model here. */
    private static final class NoModels implements ModelService {
        @Override
        public Mono<Boolean> available() {
            return Mono.just(false);
        }

        @Override
        public Mono<Answer> infer(Question question) {
            return Mono.just(new Answer("none", "", null, BigDecimal.ZERO));
        }

        @Override
        public Mono<Vectors> embed(List<String> sentences) {
            return Mono.just(new Vectors("none", List.of()));
        }
    }
}
