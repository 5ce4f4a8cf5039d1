package io.storyportal.planning.execution;

import static io.storyportal.planning.definition.Plans.json;
import static io.storyportal.planning.definition.Plans.optional;
import static io.storyportal.planning.definition.Plans.plan;
import static io.storyportal.planning.definition.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

@Tag("l05")
@Tag("integration")
class ExecutionTest {
    /** Two that may run side by side, one that needs both, one more after it. */
    private static final PlanTask[] DIAMOND = {
        task("left", "{}"),
        task("right", "{}"),
        task("both", "{\"l\": {\"$from\": \"left\", \"at\": \"/by\"}, \"r\": {\"$from\": \"right\", \"at\": \"/by\"}}"),
        task("last", "{}", "both")
    };

    static Database database;

    private final Fleet fleet = new Fleet(database);

    @BeforeAll
    static void open() {
        database = new Database("execution");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void stop() {
        fleet.stop();
    }

    @Test
    void completesAPlanAndCommitsEveryTransition() {
        Fleet.Replica replica = fleet.replica("a");
        Fleet.Accepted goal = replica.accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.ledger.transitions())
                .containsSubsequence(
                        "plans running",
                        "goals running",
                        "left running",
                        "left completed",
                        "both running",
                        "both completed")
                .containsSubsequence(
                        "right running",
                        "right completed",
                        "both running",
                        "last running",
                        "last completed",
                        "plans completed",
                        "goals completed")
                .hasSize(12);
        assertThat(fleet.output(goal, "both").at("/of"))
                .isEqualTo(json("{\"l\": \"tool.left\", \"r\": \"tool.right\"}"));
        await().untilAsserted(() -> assertThat(fleet.agents.state(goal.agent())).isEqualTo("terminated"));
    }

    @Test
    void runsWhatIsIndependentSideBySideUpToTheLimit() {
        Fleet.Replica replica = fleet.replica("a");
        PlanTask[] wide =
                IntStream.range(0, 9).mapToObj(i -> task("t" + i, "{}")).toArray(PlanTask[]::new);
        var gates = IntStream.range(0, 9)
                .mapToObj(i -> fleet.tools.holds("tool.t" + i))
                .toList();
        Fleet.Accepted goal = replica.accept(plan(wide));
        await().until(() -> fleet.tools.effects().size() == Fleet.PARALLEL_TASKS);
        gates.forEach(gate -> gate.tryEmitEmpty());
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.mostBusy()).isEqualTo(Fleet.PARALLEL_TASKS);
    }

    @Test
    void triesAPassingFailureAgainUnderANewKey() {
        AtomicInteger calls = new AtomicInteger();
        fleet.tools.answers(
                "tool.left",
                call -> calls.incrementAndGet() < 3
                        ? Mono.error(new WorkFailure(Kind.TRANSIENT, "E3103", "slow"))
                        : Mono.just(FakeTools.output(call)));
        Fleet.Accepted goal = fleet.replica("a").accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).contains("left/1", "left/2", "left/3").doesNotContain("left/4", "right/2");
    }

    @Test
    void leavesToAHumanWhatMustNotRunTwice() {
        fleet.tools.mustNotRunTwice("tool.left");
        fleet.tools.answers("tool.left", call -> Mono.error(new WorkFailure(Kind.TRANSIENT, "E3019", "no answer")));
        Fleet.Accepted goal = fleet.replica("a").accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.FAILED);
        assertThat(fleet.ledger.transitions()).contains("left unknown");
        assertThat(fleet.tools.effects()).contains("left/1").doesNotContain("left/2");
    }

    @Test
    void asksAnUnreachableLayerAgainUnderTheSameKey() {
        AtomicInteger calls = new AtomicInteger();
        fleet.tools.answers(
                "tool.left",
                call -> Mono.defer(() -> calls.incrementAndGet() < 4
                        ? Mono.error(new WorkFailure(Kind.UNAVAILABLE, "", "away"))
                        : Mono.just(FakeTools.output(call))));
        fleet.tools.forgetsFailures();
        Fleet.Accepted goal = fleet.replica("a").accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).contains("left/1").doesNotContain("left/2");
    }

    @Test
    void doesNotCountAttemptsThatFailedBefore() {
        AtomicInteger calls = new AtomicInteger();
        fleet.tools.answers(
                "tool.left",
                call -> calls.incrementAndGet() < 6
                        ? Mono.error(new WorkFailure(Kind.EXCUSED, "E3109", "failed before"))
                        : Mono.just(FakeTools.output(call)));
        Fleet.Accepted goal = fleet.replica("a").accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).contains("left/6");
    }

    @Test
    void failsThePlanWithTheReasonAndSkipsWhatNeededTheTask() {
        fleet.tools.answers(
                "tool.right", call -> Mono.error(new WorkFailure(Kind.PERMANENT, "E3201", "row 7 is broken")));
        Fleet.Accepted goal = fleet.replica("a").accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.FAILED);
        assertThat(fleet.ledger.transitions())
                .contains("left completed", "right failed", "both skipped", "last skipped");
        assertThat(fleet.goal(goal).error())
                .isEqualTo(json("{\"task\": \"right\", \"message\": \"E3201: row 7 is broken\"}"));
        assertThat(fleet.tools.effects()).doesNotContain("right/2", "both/1");
    }

    @Test
    void givesUpAfterTheAllowedAttempts() {
        fleet.tools.answers("tool.left", call -> Mono.error(new WorkFailure(Kind.TRANSIENT, "", "still slow")));
        Fleet.Accepted goal = fleet.replica("a").accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.FAILED);
        assertThat(fleet.tools.effects()).contains("left/3").doesNotContain("left/4");
    }

    @Test
    void goesOnWithoutATaskThatMayFail() {
        fleet.tools.answers("tool.nice", call -> Mono.error(new WorkFailure(Kind.PERMANENT, "", "no")));
        Fleet.Accepted goal = fleet.replica("a")
                .accept(plan(
                        optional(task("nice", "{}")),
                        task("rest", "{\"n\": {\"$from\": \"nice\", \"default\": \"none\"}}")));
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.output(goal, "rest").at("/of/n").asString()).isEqualTo("none");
    }

    @Test
    void namesAnInputThatNothingGave() {
        Fleet.Accepted goal = fleet.replica("a")
                .accept(plan(task("a", "{}"), task("b", "{\"x\": {\"$from\": \"a\", \"at\": \"/nothing\"}}")));
        fleet.awaitEnd(goal, Status.FAILED);
        assertThat(fleet.goal(goal).error().path("message").asString()).contains("task a gave no /nothing");
    }

    @Test
    void failsThePlanWhenItGetsNoAgent() {
        fleet.agents.refuse(new WorkFailure(Kind.PERMANENT, "E2100", "bubblewrap is not installed"));
        Fleet.Accepted goal = fleet.replica("a").accept(plan(DIAMOND));
        fleet.awaitEnd(goal, Status.FAILED);
        assertThat(fleet.goal(goal).error().path("message").asString()).contains("E2100", "bubblewrap");
        assertThat(fleet.tools.effects()).isEmpty();
    }

    @Test
    void repeatsACommitWhoseAnswerWasLostWithoutDoingItTwice() {
        Fleet.Replica replica = fleet.replica("a");
        var gate = fleet.tools.holds("tool.left");
        Fleet.Accepted goal = replica.accept(plan(DIAMOND));
        await().until(() -> fleet.tools.effects().size() == 2);
        fleet.ledger.loseAnswers(2);
        gate.tryEmitEmpty();
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.ledger.transitions()).containsOnlyOnce("left completed", "plans completed");
    }

    @Test
    void waitsOutAnOutageOfTheLedger() {
        Fleet.Replica replica = fleet.replica("a");
        var gate = fleet.tools.holds("tool.left");
        Fleet.Accepted goal = replica.accept(plan(DIAMOND));
        await().until(() -> fleet.tools.effects().size() == 2);
        fleet.ledger.refuseCommits(3);
        gate.tryEmitEmpty();
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).hasSize(4);
    }

    @Test
    void neverRunsAnAlteredPlan() {
        Fleet.Accepted goal = fleet.write(plan(DIAMOND));
        fleet.ledger.alter(goal.plan(), plan -> plan.withObject("/steps").put("goal", "something else"));
        fleet.replica("a").offer(goal);
        fleet.awaitEnd(goal, Status.FAILED);
        assertThat(fleet.goal(goal).error().path("message").asString()).contains("altered after it was signed");
        assertThat(fleet.tools.effects()).isEmpty();
    }

    @Test
    void restoresOutputsThatAreTooLargeForTheLedger() {
        String large = "x".repeat(Transitions.LARGEST_OUTPUT + 1);
        fleet.tools.answers("tool.left", call -> Mono.just(json("{\"by\": \"" + large + "\"}")));
        var gate = fleet.tools.holds("tool.right");
        Fleet.Replica first = fleet.replica("a");
        Fleet.Accepted goal = first.accept(plan(DIAMOND));
        await().until(() -> fleet.ledger.transitions().contains("left completed"));
        first.kill();
        gate.tryEmitEmpty();
        fleet.replica("b");
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.output(goal, "left").toString()).doesNotContain("xxx");
        assertThat(fleet.tools.effects()).containsExactlyInAnyOrder("left/1", "right/1", "both/1", "last/1");
        assertThat(List.of(fleet.tools.inputOf("both").path("l").asString())).containsExactly(large);
    }
}
