package io.storyportal.client.l01;

import io.storyportal.client.l01.api.AgentControllerApi;
import io.storyportal.client.l01.api.CommandControllerApi;
import io.storyportal.client.l01.api.ConfigControllerApi;
import io.storyportal.client.l01.api.DocumentControllerApi;
import io.storyportal.client.l01.api.EvaluationControllerApi;
import io.storyportal.client.l01.api.EventControllerApi;
import io.storyportal.client.l01.api.FeedbackControllerApi;
import io.storyportal.client.l01.api.GoalControllerApi;
import io.storyportal.client.l01.api.ModelUsageControllerApi;
import io.storyportal.client.l01.api.PlanControllerApi;
import io.storyportal.client.l01.api.SessionControllerApi;
import io.storyportal.client.l01.api.StateControllerApi;
import io.storyportal.client.l01.api.TaskControllerApi;
import io.storyportal.client.l01.api.ToolControllerApi;
import io.storyportal.client.l01.api.ToolExecutionControllerApi;
import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.AgentState;
import io.storyportal.client.l01.model.AppendEvent;
import io.storyportal.client.l01.model.BatchCommand;
import io.storyportal.client.l01.model.CommandBatch;
import io.storyportal.client.l01.model.CommandResult;
import io.storyportal.client.l01.model.ConfigEntry;
import io.storyportal.client.l01.model.CreateAgent;
import io.storyportal.client.l01.model.CreateDocument;
import io.storyportal.client.l01.model.CreateEvaluation;
import io.storyportal.client.l01.model.CreateFeedback;
import io.storyportal.client.l01.model.CreateGoal;
import io.storyportal.client.l01.model.CreatePlan;
import io.storyportal.client.l01.model.CreateSession;
import io.storyportal.client.l01.model.CreateTask;
import io.storyportal.client.l01.model.CreateTool;
import io.storyportal.client.l01.model.CreateToolExecution;
import io.storyportal.client.l01.model.Document;
import io.storyportal.client.l01.model.Evaluation;
import io.storyportal.client.l01.model.EvaluationStats;
import io.storyportal.client.l01.model.EventEnvelope;
import io.storyportal.client.l01.model.Feedback;
import io.storyportal.client.l01.model.FoundDocuments;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.ModelUsage;
import io.storyportal.client.l01.model.PageAgent;
import io.storyportal.client.l01.model.PageConfigVersion;
import io.storyportal.client.l01.model.PageEventEnvelope;
import io.storyportal.client.l01.model.PageFeedback;
import io.storyportal.client.l01.model.PagePlanVersion;
import io.storyportal.client.l01.model.PageTask;
import io.storyportal.client.l01.model.PageTool;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.PutConfig;
import io.storyportal.client.l01.model.PutState;
import io.storyportal.client.l01.model.RecordModelUsage;
import io.storyportal.client.l01.model.RollbackConfig;
import io.storyportal.client.l01.model.Session;
import io.storyportal.client.l01.model.Task;
import io.storyportal.client.l01.model.Tool;
import io.storyportal.client.l01.model.ToolExecution;
import io.storyportal.client.l01.model.UpdateAgent;
import io.storyportal.client.l01.model.UpdateDocument;
import io.storyportal.client.l01.model.UpdateFeedback;
import io.storyportal.client.l01.model.UpdateGoal;
import io.storyportal.client.l01.model.UpdatePlan;
import io.storyportal.client.l01.model.UpdateSession;
import io.storyportal.client.l01.model.UpdateTask;
import io.storyportal.client.l01.model.UpdateTool;
import io.storyportal.client.l01.model.UpdateToolExecution;
import io.storyportal.kit.web.bridge.Bridges;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final EvaluationControllerApi evaluations;
    private final FeedbackControllerApi feedback;
    private final StateControllerApi states;

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
        evaluations = bridges.client("l01", EvaluationControllerApi.class);
        feedback = bridges.client("l01", FeedbackControllerApi.class);
        states = bridges.client("l01", StateControllerApi.class);
    }

    public Mono<Agent> createAgent(CreateAgent agent) {
        return Answers.body(agents.createAgent(Mono.just(agent), null));
    }

    public Mono<Agent> getAgent(UUID id) {
        return Answers.body(agents.getAgent(id));
    }

    public Mono<PageAgent> listAgents(@Nullable String status, @Nullable Integer limit, @Nullable String cursor) {
        return listAgents(status, null, limit, cursor);
    }

    public Mono<PageAgent> listAgents(
            @Nullable String status, @Nullable String agentType, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(agents.listAgents(status, agentType, null, null, limit, cursor, null));
    }

    public Mono<Agent> updateAgent(UUID id, UpdateAgent changes, @Nullable Long version) {
        return Answers.body(agents.updateAgent(id, Mono.just(changes), Answers.etag(version), null));
    }

    public Mono<Void> deleteAgent(UUID id) {
        return agents.deleteAgent(id, null).then();
    }

    public Mono<EventEnvelope> publishEvent(AppendEvent event, @Nullable String idempotencyKey) {
        return Answers.body(events.appendEvent(Mono.just(event), idempotencyKey));
    }

    /** Events of one aggregate or type ({@code plan.*}), in the order they happened, after a position. */
    public Mono<PageEventEnvelope> queryEvents(
            @Nullable UUID aggregateId, @Nullable String eventType, @Nullable Long after, @Nullable Integer limit) {
        return Answers.body(
                events.listEvents(null, aggregateId, eventType, after, null, null, null, limit, null, "asc"));
    }

    public Mono<Tool> registerTool(CreateTool tool) {
        return Answers.body(tools.createTool(Mono.just(tool), null));
    }

    public Mono<Tool> updateTool(UUID id, UpdateTool changes) {
        return Answers.body(tools.updateTool(id, Mono.just(changes), null, null));
    }

    public Mono<Tool> getTool(UUID id) {
        return Answers.body(tools.getTool(id));
    }

    public Mono<PageTool> listTools(@Nullable String name, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(tools.listTools(name, null, null, limit, cursor, null));
    }

    public Mono<ToolExecution> recordToolExecution(CreateToolExecution execution) {
        return Answers.body(executions.createToolExecution(Mono.just(execution), null));
    }

    public Mono<ToolExecution> updateToolExecution(UUID id, UpdateToolExecution changes) {
        return Answers.body(executions.updateToolExecution(id, Mono.just(changes), null, null));
    }

    public Mono<ToolExecution> getToolExecution(UUID id) {
        return Answers.body(executions.getToolExecution(id));
    }

    /** The execution with this call key, if there is one. */
    public Mono<ToolExecution> findToolExecution(String callKey) {
        return Answers.body(executions.listToolExecutions(null, null, null, null, callKey, 1, null, null))
                .flatMapIterable(page -> page.getItems())
                .next();
    }

    public Mono<Goal> createGoal(CreateGoal goal) {
        return Answers.body(goals.createGoal(Mono.just(goal), null));
    }

    public Mono<Goal> getGoal(UUID id) {
        return Answers.body(goals.getGoal(id));
    }

    public Mono<Goal> updateGoal(UUID id, UpdateGoal changes, @Nullable Long version) {
        return Answers.body(goals.updateGoal(id, Mono.just(changes), Answers.etag(version), null));
    }

    public Mono<Plan> createPlan(CreatePlan plan) {
        return Answers.body(plans.createPlan(Mono.just(plan), null));
    }

    public Mono<Plan> getPlan(UUID id) {
        return Answers.body(plans.getPlan(id));
    }

    public Mono<Plan> updatePlan(UUID id, UpdatePlan changes, @Nullable Long version) {
        return Answers.body(plans.updatePlan(id, Mono.just(changes), Answers.etag(version), null));
    }

    /** What the plan was after each of its changes, from the first. */
    public Mono<PagePlanVersion> listPlanVersions(UUID id, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(plans.listPlanVersions(id, limit, cursor));
    }

    public Mono<Task> createTask(CreateTask task) {
        return Answers.body(tasks.createTask(Mono.just(task), null));
    }

    public Mono<Task> getTask(UUID id) {
        return Answers.body(tasks.getTask(id));
    }

    public Mono<PageTask> listTasks(UUID planId, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(tasks.listTasks(planId, null, null, null, limit, cursor, "asc"));
    }

    public Mono<Task> updateTask(UUID id, UpdateTask changes, @Nullable Long version) {
        return Answers.body(tasks.updateTask(id, Mono.just(changes), Answers.etag(version), null));
    }

    public Mono<ModelUsage> recordModelUsage(RecordModelUsage call) {
        return Answers.body(usage.recordModelUsage(Mono.just(call), null));
    }

    public Mono<Evaluation> recordEvaluation(CreateEvaluation evaluation) {
        return Answers.body(evaluations.createEvaluation(Mono.just(evaluation), null));
    }

    public Mono<Evaluation> getEvaluation(UUID id) {
        return Answers.body(evaluations.getEvaluation(id));
    }

    /** The agent's scores summed up, by type of evaluation. */
    public Mono<EvaluationStats> getAgentStats(UUID agentId) {
        return Answers.body(evaluations.getEvaluationStats(agentId, null, null));
    }

    public Mono<Feedback> recordFeedback(CreateFeedback given) {
        return Answers.body(feedback.createFeedback(Mono.just(given), null));
    }

    /** What nobody has dealt with yet, the oldest first. */
    public Mono<PageFeedback> getUnprocessedFeedback(@Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(feedback.listUnprocessedFeedback(limit, cursor));
    }

    public Mono<Feedback> updateFeedback(UUID id, UpdateFeedback changes, @Nullable Long version) {
        return Answers.body(feedback.updateFeedback(id, Mono.just(changes), Answers.etag(version), null));
    }

    public Mono<Document> createDocument(CreateDocument document) {
        return Answers.body(documents.createDocument(Mono.just(document), null));
    }

    public Mono<Document> getDocument(UUID id) {
        return Answers.body(documents.getDocument(id));
    }

    public Mono<Document> updateDocument(UUID id, UpdateDocument changes) {
        return Answers.body(documents.updateDocument(id, Mono.just(changes), null, null));
    }

    /** By their words, the best first, each with a snippet. */
    public Mono<FoundDocuments> findDocuments(String words, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(documents.listDocuments(words, null, null, null, null, null, limit, cursor, null));
    }

    /**
     * By their meaning ({@code semantic}) or by meaning and words ({@code hybrid}), the best first, in one page. The answer says
     * by what it is ranked: while L04 is away by words alone.
     */
    public Mono<FoundDocuments> findDocumentsLike(String text, String mode, @Nullable Integer limit) {
        return Answers.body(documents.listDocuments(text, mode, null, null, null, null, limit, null, null));
    }

    public Mono<Session> createSession(CreateSession session) {
        return Answers.body(sessions.createSession(Mono.just(session), null));
    }

    public Mono<Session> updateSession(UUID id, UpdateSession changes) {
        return Answers.body(sessions.updateSession(id, Mono.just(changes), null, null));
    }

    public Mono<Session> getSession(UUID id) {
        return Answers.body(sessions.getSession(id));
    }

    /** What happened to the session, by version. */
    public Mono<PageEventEnvelope> getSessionHistory(UUID id, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(sessions.getSessionHistory(id, limit, cursor, null));
    }

    /** The state kept for the session; empty when there is none. */
    public Mono<AgentState> getState(UUID sessionId) {
        return Answers.found(states.getState(sessionId));
    }

    /** {@code version} is the state's that is replaced; null replaces whatever is there. */
    public Mono<AgentState> putState(UUID sessionId, Map<String, Object> state, @Nullable Long version) {
        return Answers.body(states.putState(sessionId, Mono.just(new PutState(state)), Answers.etag(version)));
    }

    public Mono<Void> deleteState(UUID sessionId) {
        return states.deleteState(sessionId, null).then();
    }

    public Mono<ConfigEntry> getConfig(String namespace, String key) {
        return Answers.body(config.getConfig(namespace, key));
    }

    public Mono<ConfigEntry> setConfig(String namespace, String key, Object value) {
        return Answers.body(config.putConfig(namespace, key, Mono.just(new PutConfig(value)), null));
    }

    public Mono<PageConfigVersion> getConfigHistory(
            String namespace, String key, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(config.getConfigHistory(namespace, key, limit, cursor, null));
    }

    /** Sets the value of an earlier version again, as a new version. */
    public Mono<ConfigEntry> rollbackConfig(String namespace, String key, long version) {
        return Answers.body(config.rollbackConfig(namespace, key, Mono.just(new RollbackConfig(version)), null, null));
    }

    public Mono<Void> deleteConfig(String namespace, String key) {
        return config.deleteConfig(namespace, key, null).then();
    }

    /** Commands on several resources, all or none, in their order. */
    public Mono<List<CommandResult>> execute(List<BatchCommand> batch, @Nullable String idempotencyKey) {
        return Answers.body(commands.executeCommands(Mono.just(new CommandBatch(batch)), idempotencyKey))
                .map(result -> result.getItems());
    }
}
