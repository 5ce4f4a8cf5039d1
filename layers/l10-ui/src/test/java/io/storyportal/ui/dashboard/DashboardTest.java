package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.AgentStatus;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.GoalStatus;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.UiServer;
import io.storyportal.ui.played.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@LayerTest
@Tag("l10")
@TestPropertySource(properties = {"l10.freshness=10m", "l10.health-timeout=20s"})
class DashboardTest extends UiServer {

    private TenantId tenant = TenantId.DEFAULT;
    private Records records = L01.of(tenant.toString());

    @BeforeEach
    void aTenantOfItsOwn() {
        tenant = new TenantId(Ids.uuid7());
        records = L01.of(tenant.toString());
    }

    @Test
    void countsByStatusAndShowsTheNewestGoals() {
        records.goal("The first", GoalStatus.COMPLETED, Duration.ofMinutes(9));
        records.goal("The second", GoalStatus.FAILED, Duration.ofMinutes(4));
        records.agent("worker", AgentStatus.EXECUTING);
        get("/dashboard/overview")
                .jsonPath("$.goals.total")
                .isEqualTo(2)
                .jsonPath("$.goals.capped")
                .isEqualTo(false)
                .jsonPath("$.goals.by_status.completed")
                .isEqualTo(1)
                .jsonPath("$.goals.by_status.failed")
                .isEqualTo(1)
                .jsonPath("$.agents.by_status.executing")
                .isEqualTo(1)
                .jsonPath("$.recent_goals[0].description")
                .isEqualTo("The second")
                .jsonPath("$.position")
                .isEqualTo(3)
                .jsonPath("$.unavailable.length()")
                .isEqualTo(0);
    }

    @Test
    void measuresTheRateOfEventsByTheirPositions() {
        Instant now = Instant.now();
        for (int event = 0; event < 7; event++) {
            records.append("task.started", Ids.uuid7(), Map.of(), now.minus(Duration.ofMinutes(3)));
        }
        for (int event = 0; event < 5; event++) {
            records.append("task.completed", Ids.uuid7(), Map.of(), now);
        }
        get("/dashboard/overview")
                .jsonPath("$.throughput.per_minute")
                .isEqualTo(5)
                .jsonPath("$.throughput.buckets.length()")
                .isEqualTo(15)
                .jsonPath("$.throughput.buckets[?(@.events == 7)]")
                .exists()
                .jsonPath("$.throughput.buckets[?(@.events > 7)]")
                .doesNotExist();
    }

    @Test
    void asksL01OnceForAllWhoLookWithinAMoment() {
        get("/dashboard/overview").jsonPath("$.goals.total").isEqualTo(0);
        records.goal("Later", GoalStatus.RUNNING, Duration.ZERO);
        get("/dashboard/overview").jsonPath("$.goals.total").isEqualTo(0);
    }

    @Test
    void keepsTheOverviewsOfTenantsApart() {
        records.goal("Mine", GoalStatus.RUNNING, Duration.ZERO);
        get("/dashboard/overview").jsonPath("$.goals.total").isEqualTo(1);
        as(new TenantId(Ids.uuid7()))
                .get()
                .uri("/dashboard/overview")
                .exchange()
                .expectBody()
                .jsonPath("$.goals.total")
                .isEqualTo(0);
    }

    @Test
    void showsEveryLayerAndWhatIsWrongWithIt() {
        get("/dashboard/overview")
                .jsonPath("$.layers.length()")
                .isEqualTo(7)
                .jsonPath("$.layers[0].id")
                .isEqualTo("l01")
                .jsonPath("$.layers[0].status")
                .isEqualTo("up")
                .jsonPath("$.layers[1].status")
                .isEqualTo("down")
                .jsonPath("$.layers[1].detail")
                .isNotEmpty()
                .jsonPath("$.layers[6].status")
                .isEqualTo("up");
    }

    @Test
    void showsAGoalWithItsPlanAndTasks() {
        Goal goal = records.goal("Profile orders.csv", GoalStatus.RUNNING, Duration.ZERO);
        Plan plan = records.plan(goal);
        records.task(plan, "stage");
        records.task(plan, "profile", "stage");
        get("/dashboard/goal/" + goal.getId())
                .jsonPath("$.goal.description")
                .isEqualTo("Profile orders.csv")
                .jsonPath("$.plan.origin")
                .isEqualTo("template")
                .jsonPath("$.tasks[1].depends_on[0]")
                .isEqualTo("stage");
    }

    @Test
    void showsAGoalThatHasNoPlanYet() {
        Goal goal = records.goal("Just stated", GoalStatus.QUEUED, Duration.ZERO);
        get("/dashboard/goal/" + goal.getId())
                .jsonPath("$.goal.status")
                .isEqualTo("queued")
                .jsonPath("$.plan")
                .doesNotExist()
                .jsonPath("$.tasks.length()")
                .isEqualTo(0);
    }

    @Test
    void showsAnAgentWithItsTrustItsHistoryAndItsUsage() {
        Agent agent = records.agent("worker", AgentStatus.READY);
        records.append("agent.suspended", agent.getId(), Map.of("status", "suspended"));
        get("/dashboard/agent/" + agent.getId())
                .jsonPath("$.trust_level")
                .isEqualTo("STANDARD")
                .jsonPath("$.events[0].event_type")
                .isEqualTo("agent.suspended")
                .jsonPath("$.model_usage.input_tokens")
                .isEqualTo(1200)
                .jsonPath("$.model_usage.cost")
                .isEqualTo(0.0123);
    }

    @Test
    void listsAgentsOfOneStatus() {
        records.agent("one", AgentStatus.READY);
        records.agent("two", AgentStatus.TERMINATED);
        get("/dashboard/agents?status=ready")
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].trust_level")
                .isEqualTo("STANDARD");
    }

    @Test
    void answersAnotherTenantsIdsWithNotFound() {
        Goal goal = records.goal("Mine", GoalStatus.RUNNING, Duration.ZERO);
        Agent agent = records.agent("mine", AgentStatus.READY);
        for (String path : new String[] {"/dashboard/goal/" + goal.getId(), "/dashboard/agent/" + agent.getId()}) {
            as(new TenantId(Ids.uuid7()))
                    .get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void sumsUpTheTenantsFigures() {
        records.goal("One", GoalStatus.COMPLETED, Duration.ofMinutes(2));
        get("/dashboard/stats")
                .jsonPath("$.median_goal_ms")
                .isEqualTo(2000)
                .jsonPath("$.model_usage.calls")
                .isEqualTo(3)
                .jsonPath("$.tool_executions.total")
                .isEqualTo(0);
    }

    private WebTestClient.BodyContentSpec get(String path) {
        return as(tenant).get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
}
