package io.storyportal.planning.execution;

import static io.storyportal.planning.definition.Plans.plan;
import static io.storyportal.planning.definition.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when processes die, stop, share, or are told to do otherwise. */
@Tag("l05")
@Tag("integration")
class TakeoverTest {
    private static final PlanDefinition CHAIN =
            plan(task("one", "{}"), task("two", "{}", "one"), task("three", "{}", "two"), task("aside", "{}"));

    static Database database;

    private final Fleet fleet = new Fleet(database);

    @BeforeAll
    static void open() {
        database = new Database("takeover");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void stop() {
        fleet.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two", "three", "aside"})
    void finishesThePlanOfAKilledProcessWithNoEffectTwice(String killedDuring) {
        var gate = fleet.tools.holds("tool." + killedDuring);
        Fleet.Replica first = fleet.replica("a");
        Fleet.Accepted goal = first.accept(CHAIN);
        await().until(() -> fleet.tools.effects().contains(killedDuring + "/1"));
        first.kill();
        gate.tryEmitEmpty();
        fleet.replica("b");
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).containsExactlyInAnyOrder("one/1", "two/1", "three/1", "aside/1");
        assertThat(fleet.ledger.transitions())
                .containsOnlyOnce("one completed", "two completed", "three completed", "plans completed");
    }

    @Test
    void finishesAPlanThroughAChainOfKills() {
        var gates =
                List.of(fleet.tools.holds("tool.one"), fleet.tools.holds("tool.two"), fleet.tools.holds("tool.three"));
        Fleet.Replica replica = fleet.replica("r0");
        Fleet.Accepted goal = replica.accept(CHAIN);
        List<String> steps = List.of("one/1", "two/1", "three/1");
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            await().until(() -> fleet.tools.effects().contains(step));
            replica.kill();
            gates.get(i).tryEmitEmpty();
            replica = fleet.replica("r" + (i + 1));
        }
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).doesNotHaveDuplicates();
    }

    @Test
    void startsAPlanThatWasCommittedJustBeforeTheKill() {
        Fleet.Accepted goal = fleet.write(CHAIN);
        fleet.replica("b").offer(goal);
        fleet.awaitEnd(goal, Status.COMPLETED);
    }

    @Test
    void handsOverAtOnceWhenItIsStopped() {
        var gate = fleet.tools.holds("tool.two");
        Fleet.Replica first = fleet.replica("a");
        Fleet.Accepted goal = first.accept(CHAIN);
        await().until(() -> fleet.tools.effects().contains("two/1"));
        first.scheduler.stop();
        gate.tryEmitEmpty();
        fleet.replica("b");
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).doesNotHaveDuplicates();
    }

    @Test
    void sharesManyPlansAmongReplicasEachDoneOnce() {
        List<Fleet.Replica> replicas = List.of(fleet.replica("a"), fleet.replica("b"), fleet.replica("c"));
        List<Fleet.Accepted> goals = new ArrayList<>();
        IntStream.range(0, 24).forEach(i -> {
            Fleet.Accepted goal = fleet.write(CHAIN);
            replicas.get(i % 3).offer(goal);
            goals.add(goal);
        });
        replicas.getFirst().kill();
        goals.forEach(goal -> fleet.awaitEnd(goal, Status.COMPLETED));
        assertThat(fleet.tools.effects()).hasSize(24 * 4);
    }

    @Test
    void pausesBetweenTasksAndResumesWhereItWas() {
        var gate = fleet.tools.holds("tool.one");
        Fleet.Replica replica = fleet.replica("a");
        Fleet.Accepted goal = replica.accept(CHAIN);
        await().until(() -> fleet.ledger.transitions().contains("aside completed"));
        move(goal, "paused");
        replica.nudge(goal);
        gate.tryEmitEmpty();
        await().until(() -> "suspended".equals(fleet.agents.state(goal.agent())));
        assertThat(fleet.tools.effects()).containsExactlyInAnyOrder("one/1", "aside/1");
        move(goal, "queued");
        replica.nudge(goal);
        fleet.awaitEnd(goal, Status.COMPLETED);
        assertThat(fleet.tools.effects()).containsExactlyInAnyOrder("one/1", "aside/1", "two/1", "three/1");
    }

    @Test
    void cancelsWhatRunsAndWhatWaits() {
        fleet.tools.holds("tool.one");
        Fleet.Replica replica = fleet.replica("a");
        Fleet.Accepted goal = replica.accept(CHAIN);
        await().until(() -> fleet.ledger.transitions().contains("aside completed"));
        move(goal, "cancelled");
        replica.nudge(goal);
        await().until(() -> "terminated".equals(fleet.agents.state(goal.agent())));
        assertThat(fleet.ledger.transitions()).contains("one cancelled", "two cancelled", "three cancelled");
        assertThat(fleet.goal(goal).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void looksAgainWhenThePlanCouldNotBeRead() {
        fleet.tools.holds("tool.one");
        Fleet.Replica replica = fleet.replica("a");
        Fleet.Accepted goal = replica.accept(CHAIN);
        await().until(() -> fleet.ledger.transitions().contains("aside completed"));
        move(goal, "cancelled");
        fleet.ledger.refusePlanReads(1);
        replica.nudge(goal);
        await().until(() -> fleet.ledger.transitions().contains("three cancelled"));
    }

    @Test
    void cancelsAPlanThatNobodyRuns() {
        Fleet.Accepted goal = fleet.write(CHAIN);
        move(goal, "cancelled");
        fleet.replica("a").nudge(goal);
        await().until(() -> fleet.ledger.transitions().contains("three cancelled"));
        assertThat(fleet.tools.effects()).isEmpty();
    }

    @Test
    void letsAMoveFromOutsideWinOverItsOwnNextCommit() {
        var gate = fleet.tools.holds("tool.three");
        Fleet.Replica replica = fleet.replica("a");
        Fleet.Accepted goal = replica.accept(CHAIN);
        await().until(() -> fleet.tools.effects().contains("three/1"));
        // The plan changes in L01 and nobody tells: the run notices when its own commit no longer fits.
        move(goal, "cancelled");
        gate.tryEmitEmpty();
        await().until(() -> "terminated".equals(fleet.agents.state(goal.agent())));
        assertThat(fleet.goal(goal).status()).isEqualTo(Status.CANCELLED);
    }

    private void move(Fleet.Accepted goal, String status) {
        await().ignoreExceptions().untilAsserted(() -> {
            var plan = fleet.ledger.plan(goal.plan()).block();
            var owner = fleet.goal(goal);
            fleet.ledger
                    .commit(
                            "move/" + plan.version() + goal.plan(),
                            List.of(
                                    Change.patch(
                                            Change.Resource.PLANS, plan.id(), plan.version(), Map.of("status", status)),
                                    Change.patch(
                                            Change.Resource.GOALS,
                                            owner.id(),
                                            owner.version(),
                                            Map.of("status", status))))
                    .block();
        });
    }
}
