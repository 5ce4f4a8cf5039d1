package io.storyportal.ui.bridge;

import io.storyportal.client.l01.api.AgentControllerApi;
import io.storyportal.client.l01.api.EventControllerApi;
import io.storyportal.client.l01.api.GoalControllerApi;
import io.storyportal.client.l01.api.ModelUsageControllerApi;
import io.storyportal.client.l01.api.PlanControllerApi;
import io.storyportal.client.l01.api.TaskControllerApi;
import io.storyportal.client.l01.api.ToolExecutionControllerApi;
import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.PageAgent;
import io.storyportal.client.l01.model.PageEventEnvelope;
import io.storyportal.client.l01.model.PageGoal;
import io.storyportal.client.l01.model.PageToolExecution;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.Task;
import io.storyportal.client.l01.model.UsageTotal;
import io.storyportal.kit.web.bridge.Bridges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What L10 reads from L01, always as the caller who looks. Lists are newest first unless a name says otherwise. */
public final class L01Bridge {

    /** L01 says something at least every ten seconds; a stream that stays silent for longer has lost its other end. */
    /** The last event of a stream that L01 ends: it says why, and is none of the log. */
    private static final String END = "end";

    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final ParameterizedTypeReference<ServerSentEvent<EventEnvelope>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final AgentControllerApi agents;
    private final GoalControllerApi goals;
    private final PlanControllerApi plans;
    private final TaskControllerApi tasks;
    private final ToolExecutionControllerApi executions;
    private final ModelUsageControllerApi usage;
    private final EventControllerApi events;
    private final WebClient streams;

    public L01Bridge(Bridges bridges) {
        agents = bridges.client("l01", AgentControllerApi.class);
        goals = bridges.client("l01", GoalControllerApi.class);
        plans = bridges.client("l01", PlanControllerApi.class);
        tasks = bridges.client("l01", TaskControllerApi.class);
        executions = bridges.client("l01", ToolExecutionControllerApi.class);
        usage = bridges.client("l01", ModelUsageControllerApi.class);
        events = bridges.client("l01", EventControllerApi.class);
        streams = bridges.webClient("l01");
    }

    public Mono<PageAgent> agents(@Nullable String status, int limit, @Nullable String cursor) {
        return body(agents.listAgents(status, null, null, null, limit, cursor, null));
    }

    public Mono<Agent> agent(UUID id) {
        return body(agents.getAgent(id));
    }

    public Mono<PageGoal> goals(int limit) {
        return body(goals.listGoals(null, null, null, null, limit, null, null));
    }

    public Mono<Goal> goal(UUID id) {
        return body(goals.getGoal(id));
    }

    /** The newest plan of a goal; empty while there is none. */
    public Mono<Plan> planOf(UUID goal) {
        return body(plans.listPlans(goal, null, null, null, null, 1, null, null))
                .flatMap(page -> Mono.justOrEmpty(page.getItems().stream().findFirst()));
    }

    /** In the order they were planned. */
    public Mono<List<Task>> tasksOf(UUID plan, int limit) {
        return body(tasks.listTasks(plan, null, null, null, limit, null, "asc")).map(page -> page.getItems());
    }

    public Mono<PageToolExecution> executions(@Nullable UUID agent, int limit) {
        return body(executions.listToolExecutions(null, null, agent, null, null, limit, null, null));
    }

    public Mono<UsageTotal> usage(@Nullable UUID agent) {
        return body(usage.getModelUsageStats(null, agent, null, null, null, null))
                .mapNotNull(stats -> stats.getTotal());
    }

    public Mono<List<EventEnvelope>> latestEventsOf(UUID aggregate, int limit) {
        return events(events.listEvents(null, aggregate, null, null, null, null, null, limit, null, "desc"));
    }

    /** Position of the tenant's last event of these types (all when null); 0 before the first. */
    public Mono<Long> head(@Nullable String types) {
        return events(events.listEvents(null, null, types, null, null, null, null, 1, null, "desc"))
                .map(found -> found.isEmpty() ? 0L : found.getFirst().getPosition());
    }

    /** Position of the first event committed at or after {@code from}; empty when there is none yet. */
    public Mono<Long> firstSince(Instant from) {
        return events(events.listEvents(null, null, null, null, null, from, null, 1, null, "asc"))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst().map(EventEnvelope::getPosition)));
    }

    /** Up to {@code limit} events behind a position, oldest first. */
    public Mono<List<EventEnvelope>> eventsAfter(long position, @Nullable String types, int limit) {
        return events(events.listEvents(null, null, types, position, null, null, null, limit, null, "asc"));
    }

    /** Events behind a position as they are committed. Fails when L01 ends it, refuses it or falls silent. */
    public Flux<EventEnvelope> follow(long position, @Nullable String types) {
        UriComponentsBuilder uri =
                UriComponentsBuilder.fromPath("/api/events/stream").queryParam("after", position);
        if (types != null) {
            uri.queryParam("event_type", types);
        }
        return streams.get()
                .uri(uri.build().toUriString())
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(EVENT)
                .timeout(SILENCE)
                .filter(event -> !END.equals(event.event()))
                .mapNotNull(ServerSentEvent::data);
    }

    private static Mono<List<EventEnvelope>> events(Mono<ResponseEntity<PageEventEnvelope>> answer) {
        return body(answer).map(page -> page.getItems());
    }

    private static <T> Mono<T> body(Mono<ResponseEntity<T>> answer) {
        return answer.mapNotNull(ResponseEntity::getBody);
    }
}
