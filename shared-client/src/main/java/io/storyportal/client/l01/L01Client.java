package io.storyportal.client.l01;

import io.storyportal.client.l01.api.AgentControllerApi;
import io.storyportal.client.l01.api.CommandControllerApi;
import io.storyportal.client.l01.api.ConfigControllerApi;
import io.storyportal.client.l01.api.DocumentControllerApi;
import io.storyportal.client.l01.api.EventControllerApi;
import io.storyportal.client.l01.api.GoalControllerApi;
import io.storyportal.client.l01.api.ModelUsageControllerApi;
import io.storyportal.client.l01.api.PlanControllerApi;
import io.storyportal.client.l01.api.SessionControllerApi;
import io.storyportal.client.l01.api.TaskControllerApi;
import io.storyportal.client.l01.api.ToolControllerApi;
import io.storyportal.client.l01.api.ToolExecutionControllerApi;
import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.AppendEvent;
import io.storyportal.client.l01.model.BatchCommand;
import io.storyportal.client.l01.model.CommandBatch;
import io.storyportal.client.l01.model.CommandResult;
import io.storyportal.client.l01.model.ConfigEntry;
import io.storyportal.client.l01.model.CreateAgent;
import io.storyportal.client.l01.model.CreateDocument;
import io.storyportal.client.l01.model.CreateGoal;
import io.storyportal.client.l01.model.CreatePlan;
import io.storyportal.client.l01.model.CreateSession;
import io.storyportal.client.l01.model.CreateTask;
import io.storyportal.client.l01.model.CreateTool;
import io.storyportal.client.l01.model.CreateToolExecution;
import io.storyportal.client.l01.model.Document;
import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.ModelUsage;
import io.storyportal.client.l01.model.PageAgent;
import io.storyportal.client.l01.model.PageEventEnvelope;
import io.storyportal.client.l01.model.PageTask;
import io.storyportal.client.l01.model.PageTool;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.PutConfig;
import io.storyportal.client.l01.model.RecordModelUsage;
import io.storyportal.client.l01.model.Session;
import io.storyportal.client.l01.model.Task;
import io.storyportal.client.l01.model.Tool;
import io.storyportal.client.l01.model.ToolExecution;
import io.storyportal.client.l01.model.UpdateAgent;
import io.storyportal.client.l01.model.UpdateDocument;
import io.storyportal.client.l01.model.UpdateGoal;
import io.storyportal.client.l01.model.UpdatePlan;
import io.storyportal.client.l01.model.UpdateSession;
import io.storyportal.client.l01.model.UpdateTask;
import io.storyportal.client.l01.model.UpdateTool;
import io.storyportal.client.l01.model.UpdateToolExecution;
import io.storyportal.kit.web.bridge.Bridges;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/**
 * What layers ask of L01, by the names they know. Calls are made for the current caller, with the resilience of
 * {@link Bridges}; a problem of L01 is a {@code RemoteProblemException}. A creation whose body carries an id of its own
 * can be repeated safely: the same body answers what is there.
 */
public final class L01Client {

    private final AgentControllerApi agents;
    private final GoalControllerApi goals;
    private final PlanControllerApi plans;
    private final TaskControllerApi tasks;
    private final ToolControllerApi tools;
    private final ToolExecutionControllerApi executions;
    private final ModelUsageControllerApi usage;
    private final DocumentControllerApi documents;
    private final SessionControllerApi sessions;
    private final ConfigControllerApi config;
    private final EventControllerApi events;
    private final CommandControllerApi commands;

    public L01Client(Bridges bridges) {
        agents = bridges.client("l01", AgentControllerApi.class);
        goals = bridges.client("l01", GoalControllerApi.class);
        plans = bridges.client("l01", PlanControllerApi.class);
        tasks = bridges.client("l01", TaskControllerApi.class);
        tools = bridges.client("l01", ToolControllerApi.class);
        executions = bridges.client("l01", ToolExecutionControllerApi.class);
        usage = bridges.client("l01", ModelUsageControllerApi.class);
        documents = bridges.client("l01", DocumentControllerApi.class);
        sessions = bridges.client("l01", SessionControllerApi.class);
        config = bridges.client("l01", ConfigControllerApi.class);
        events = bridges.client("l01", EventControllerApi.class);
        commands = bridges.client("l01", CommandControllerApi.class);
    }

    public Mono<Agent> createAgent(CreateAgent agent) {
        return body(agents.createAgent(Mono.just(agent), null));
    }

    public Mono<Agent> getAgent(UUID id) {
        return body(agents.getAgent(id));
    }

    public Mono<PageAgent> listAgents(@Nullable String status, @Nullable Integer limit, @Nullable String cursor) {
        return listAgents(status, null, limit, cursor);
    }

    public Mono<PageAgent> listAgents(
            @Nullable String status, @Nullable String agentType, @Nullable Integer limit, @Nullable String cursor) {
        return body(agents.listAgents(status, agentType, null, null, limit, cursor, null));
    }

    public Mono<Agent> updateAgent(UUID id, UpdateAgent changes, @Nullable Long version) {
        return body(agents.updateAgent(id, Mono.just(changes), etag(version), null));
    }

    public Mono<Void> deleteAgent(UUID id) {
        return agents.deleteAgent(id, null).then();
    }

    public Mono<EventEnvelope> publishEvent(AppendEvent event, @Nullable String idempotencyKey) {
        return body(events.appendEvent(Mono.just(event), idempotencyKey));
    }

    /** Events of one aggregate or type ({@code plan.*}), in the order they happened, after a position. */
    public Mono<PageEventEnvelope> queryEvents(
            @Nullable UUID aggregateId, @Nullable String eventType, @Nullable Long after, @Nullable Integer limit) {
        return body(events.listEvents(null, aggregateId, eventType, after, null, null, null, limit, null, "asc"));
    }

    public Mono<Tool> registerTool(CreateTool tool) {
        return body(tools.createTool(Mono.just(tool), null));
    }

    public Mono<Tool> updateTool(UUID id, UpdateTool changes) {
        return body(tools.updateTool(id, Mono.just(changes), null, null));
    }

    public Mono<Tool> getTool(UUID id) {
        return body(tools.getTool(id));
    }

    public Mono<PageTool> listTools(@Nullable String name, @Nullable Integer limit, @Nullable String cursor) {
        return body(tools.listTools(name, null, null, limit, cursor, null));
    }

    public Mono<ToolExecution> recordToolExecution(CreateToolExecution execution) {
        return body(executions.createToolExecution(Mono.just(execution), null));
    }

    public Mono<ToolExecution> updateToolExecution(UUID id, UpdateToolExecution changes) {
        return body(executions.updateToolExecution(id, Mono.just(changes), null, null));
    }

    public Mono<ToolExecution> getToolExecution(UUID id) {
        return body(executions.getToolExecution(id));
    }

    /** The execution with this call key, if there is one. */
    public Mono<ToolExecution> findToolExecution(String callKey) {
        return body(executions.listToolExecutions(null, null, null, null, callKey, 1, null, null))
                .flatMapIterable(page -> page.getItems())
                .next();
    }

    public Mono<Goal> createGoal(CreateGoal goal) {
        return body(goals.createGoal(Mono.just(goal), null));
    }

    public Mono<Goal> getGoal(UUID id) {
        return body(goals.getGoal(id));
    }

    public Mono<Goal> updateGoal(UUID id, UpdateGoal changes, @Nullable Long version) {
        return body(goals.updateGoal(id, Mono.just(changes), etag(version), null));
    }

    public Mono<Plan> createPlan(CreatePlan plan) {
        return body(plans.createPlan(Mono.just(plan), null));
    }

    public Mono<Plan> getPlan(UUID id) {
        return body(plans.getPlan(id));
    }

    public Mono<Plan> updatePlan(UUID id, UpdatePlan changes, @Nullable Long version) {
        return body(plans.updatePlan(id, Mono.just(changes), etag(version), null));
    }

    public Mono<Task> createTask(CreateTask task) {
        return body(tasks.createTask(Mono.just(task), null));
    }

    public Mono<Task> getTask(UUID id) {
        return body(tasks.getTask(id));
    }

    public Mono<PageTask> listTasks(UUID planId, @Nullable Integer limit, @Nullable String cursor) {
        return body(tasks.listTasks(planId, null, null, null, limit, cursor, "asc"));
    }

    public Mono<Task> updateTask(UUID id, UpdateTask changes, @Nullable Long version) {
        return body(tasks.updateTask(id, Mono.just(changes), etag(version), null));
    }

    public Mono<ModelUsage> recordModelUsage(RecordModelUsage call) {
        return body(usage.recordModelUsage(Mono.just(call), null));
    }

    public Mono<Document> createDocument(CreateDocument document) {
        return body(documents.createDocument(Mono.just(document), null));
    }

    public Mono<Document> getDocument(UUID id) {
        return body(documents.getDocument(id));
    }

    public Mono<Document> updateDocument(UUID id, UpdateDocument changes) {
        return body(documents.updateDocument(id, Mono.just(changes), null, null));
    }

    public Mono<Session> createSession(CreateSession session) {
        return body(sessions.createSession(Mono.just(session), null));
    }

    public Mono<Session> updateSession(UUID id, UpdateSession changes) {
        return body(sessions.updateSession(id, Mono.just(changes), null, null));
    }

    public Mono<ConfigEntry> getConfig(String namespace, String key) {
        return body(config.getConfig(namespace, key));
    }

    public Mono<ConfigEntry> setConfig(String namespace, String key, Object value) {
        return body(config.putConfig(namespace, key, Mono.just(new PutConfig(value)), null));
    }

    /** Commands on several resources, all or none, in their order. */
    public Mono<List<CommandResult>> execute(List<BatchCommand> batch, @Nullable String idempotencyKey) {
        return body(commands.executeCommands(Mono.just(new CommandBatch(batch)), idempotencyKey))
                .map(result -> result.getItems());
    }

    private static <T> Mono<T> body(Mono<ResponseEntity<T>> answer) {
        return answer.mapNotNull(ResponseEntity::getBody);
    }

    private static @Nullable String etag(@Nullable Long version) {
        return version == null ? null : "\"" + version + "\"";
    }
}
