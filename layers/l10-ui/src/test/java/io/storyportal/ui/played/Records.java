package io.storyportal.ui.played;

import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.AgentStatus;
import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.client.l01.model.EventMetadata;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.GoalStatus;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.PlanOrigin;
import io.storyportal.client.l01.model.PlanStatus;
import io.storyportal.client.l01.model.Task;
import io.storyportal.client.l01.model.TaskStatus;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What L01 would hold for one tenant, in its own wire types. Newest records come first, events in their order. */
public final class Records {

    public final List<Agent> agents = new CopyOnWriteArrayList<>();
    public final List<Goal> goals = new CopyOnWriteArrayList<>();
    public final List<Plan> plans = new CopyOnWriteArrayList<>();
    public final List<Task> tasks = new CopyOnWriteArrayList<>();
    public final List<EventEnvelope> events = new CopyOnWriteArrayList<>();
    private final List<Consumer<EventEnvelope>> followers = new CopyOnWriteArrayList<>();

    public synchronized EventEnvelope append(String type, UUID aggregate, Map<String, Object> payload) {
        return append(type, aggregate, payload, Instant.now());
    }

    public synchronized EventEnvelope append(String type, UUID aggregate, Map<String, Object> payload, Instant at) {
        EventEnvelope event = new EventEnvelope()
                .eventId(Ids.uuid7())
                .eventType(type)
                .aggregateType(type.substring(0, type.indexOf('.')))
                .aggregateId(aggregate)
                .version(1L)
                .position(events.size() + 1L)
                .payload(payload)
                .metadata(new EventMetadata().tenantId(TenantId.DEFAULT.value()).actor("dev"))
                .createdAt(at);
        events.add(event);
        followers.forEach(follower -> follower.accept(event));
        return event;
    }

    /** How many streams are open on these records. */
    public int followers() {
        return followers.size();
    }

    synchronized Runnable follow(long after, Consumer<EventEnvelope> follower) {
        events.stream().filter(event -> event.getPosition() > after).forEach(follower);
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    public Goal goal(String description, GoalStatus status, Duration age) {
        Instant created = Instant.now().minus(age);
        Goal goal = new Goal()
                .id(Ids.uuid7())
                .description(description)
                .status(status)
                .priority(5)
                .createdAt(created)
                .updatedAt(created.plusSeconds(2))
                .completedAt(status == GoalStatus.COMPLETED ? created.plusSeconds(2) : null)
                .version(1L);
        goals.addFirst(goal);
        append("goal.created", goal.getId(), Map.of("description", description), created);
        return goal;
    }

    public Agent agent(String name, AgentStatus status) {
        Agent agent = new Agent()
                .id(Ids.uuid7())
                .name(name)
                .agentType("analyst")
                .status(status)
                ._configuration(Map.of("trust_level", "STANDARD"))
                .resourceLimits(Map.of("memory_mb", 256))
                .createdAt(Instant.now().minusSeconds(90))
                .updatedAt(Instant.now().minusSeconds(30))
                .version(1L);
        agents.addFirst(agent);
        append("agent.created", agent.getId(), Map.of("name", name));
        return agent;
    }

    public Plan plan(Goal goal) {
        Plan plan = new Plan()
                .id(Ids.uuid7())
                .goalId(goal.getId())
                .origin(PlanOrigin.TEMPLATE)
                .planType("dag")
                .status(PlanStatus.RUNNING)
                .createdAt(Instant.now());
        plans.addFirst(plan);
        append("plan.created", plan.getId(), Map.of("goal_id", goal.getId().toString()));
        return plan;
    }

    public Task task(Plan plan, String name, String... needs) {
        Task task = new Task()
                .id(Ids.uuid7())
                .planId(plan.getId())
                .name(name)
                .description("One step of the plan")
                .taskType("tool")
                .status(TaskStatus.PENDING)
                .dependsOn(List.of(needs))
                .sequenceOrder(tasks.size() + 1)
                .attempt(0);
        tasks.add(task);
        return task;
    }

    /** Moves a task and tells of it, as L05 does. */
    public void move(Task task, TaskStatus to, String event) {
        task.status(to);
        switch (to) {
            case RUNNING -> task.startedAt(Instant.now()).attempt(1);
            case COMPLETED, FAILED -> task.completedAt(Instant.now());
            case PENDING, READY, WAITING, SKIPPED, CANCELLED, UNKNOWN -> {}
        }
        append(
                event,
                task.getId(),
                Map.of("status", to.getValue(), "plan_id", task.getPlanId().toString(), "name", task.getName()));
    }
}
