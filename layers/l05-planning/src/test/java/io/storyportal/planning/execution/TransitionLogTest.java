package io.storyportal.planning.execution;

import static io.storyportal.planning.definition.Plans.plan;
import static io.storyportal.planning.definition.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Change.Resource;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.plans.PlanAuthor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

@Tag("l05")
class TransitionLogTest {
    private final FakeLedger ledger = new FakeLedger();
    private final PlanDefinition definition = plan(task("a", "{}"), task("b", "{}"), task("c", "{}"));
    private final RunContext run = accepted();
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final TransitionLog log =
            new TransitionLog(ledger, run, Duration.ofSeconds(20), Context.empty(), new TransitionLog.Answered() {
                @Override
                public void committed(Map<UUID, Long> versions) {
                    answers.add(versions);
                }

                @Override
                public void failed(Throwable reason) {
                    answers.add(reason);
                }
            });

    private RunContext accepted() {
        UUID goal = Ids.uuid7();
        TenantId tenant = new TenantId(Ids.uuid7());
        PlanAuthor author = new PlanAuthor(new PlanSignature(() -> new byte[32]), Clock.systemUTC());
        PlanAuthor.Written written = author.write(tenant, goal, Ids.uuid7(), definition, Status.QUEUED);
        List<Change> changes = new ArrayList<>(written.changes());
        changes.add(Change.create(Resource.GOALS, goal, Map.of("status", "queued", "description", "x")));
        ledger.commit("accept", changes).block();
        Lease lease = new Lease(new RunKey(tenant, written.plan().id()), goal, 1, 0);
        return RunContext.of(lease, ledger.goal(goal).block(), written.plan(), definition, written.tasks());
    }

    private void append(String step, int characters) {
        log.append(
                Resource.TASKS,
                run.progress().state(step).id(),
                Map.of("output_data", Map.of("text", "€".repeat(characters))));
    }

    @Test
    @SuppressWarnings("unchecked")
    void cutsBatchesToWhatTheLedgerTakes() throws InterruptedException {
        append("a", 150_000);
        append("b", 150_000);
        append("c", 150_000);
        log.flush();
        while (!log.idle()) {
            assertThat(answers.peek()).isInstanceOf(Map.class);
            log.settled((Map<UUID, Long>) answers.poll(10, TimeUnit.SECONDS));
        }
        assertThat(ledger.tasks(run.plan()).block())
                .allSatisfy(task -> assertThat(task.output()).isNotNull());
    }

    @Test
    void doesNotRepeatABatchThatIsRefused() throws InterruptedException {
        append("a", 400_000);
        log.flush();
        assertThat(answers.poll(10, TimeUnit.SECONDS)).isInstanceOf(ProblemException.class);
    }
}
