package io.storyportal.planning.execution;

import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.ledger.ArtifactRecord;
import io.storyportal.planning.ledger.ArtifactStore;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.DocumentRecord;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.ledger.TaskRecord;
import io.storyportal.planning.ledger.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** L01 in memory, by the rules that executors rely on: all or nothing, versions checked, a key answered once. */
public final class FakeLedger implements PlanLedger, ArtifactStore {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<UUID, ObjectNode> rows = new LinkedHashMap<>();
    private final Map<String, Map<UUID, Long>> answered = new HashMap<>();
    private final Map<UUID, DocumentRecord> documents = new ConcurrentHashMap<>();
    private final Map<UUID, ArtifactRecord> artifacts = new ConcurrentHashMap<>();
    private final List<String> transitions = new ArrayList<>();
    private final AtomicInteger unreadable = new AtomicInteger();
    private int answersToLose;
    private int outages;

    /** The next commits happen, but whoever made them never hears of it. */
    public synchronized void loseAnswers(int number) {
        answersToLose = number;
    }

    public synchronized void refuseCommits(int number) {
        outages = number;
    }

    /** Every change of a status in the order they were committed, as "profile running". */
    public synchronized List<String> transitions() {
        return List.copyOf(transitions);
    }

    public synchronized void alter(UUID id, java.util.function.Consumer<ObjectNode> change) {
        change.accept(rows.get(id));
    }

    @Override
    public Mono<Map<UUID, Long>> commit(String key, List<Change> changes) {
        return Mono.fromCallable(() -> carryOut(key, changes));
    }

    private synchronized Map<UUID, Long> carryOut(String key, List<Change> changes) {
        if (outages > 0) {
            outages--;
            throw new IllegalStateException("L01 is away");
        }
        if (JSON.writeValueAsBytes(changes.stream().map(Change::body).toList()).length > 1 << 20) {
            throw CommonProblem.TOO_LARGE.exception("L01 takes 1 MiB");
        }
        Map<UUID, Long> versions = answered.get(key);
        if (versions == null) {
            versions = apply(changes);
            answered.put(key, versions);
        }
        if (answersToLose > 0) {
            answersToLose--;
            throw CommonProblem.UNAVAILABLE.exception("the answer was lost");
        }
        return versions;
    }

    private Map<UUID, Long> apply(List<Change> changes) {
        Map<UUID, ObjectNode> after = new LinkedHashMap<>();
        Map<UUID, Long> versions = new HashMap<>();
        List<String> moved = new ArrayList<>();
        for (Change change : changes) {
            ObjectNode row = after.containsKey(change.id()) ? after.get(change.id()) : rows.get(change.id());
            long version = row == null ? 0 : row.get("version").longValue();
            if (change.creates() == (row != null) || !change.creates() && change.ifMatch() != version) {
                throw new StaleVersion(change.resource() + " " + change.id() + " is at " + version);
            }
            ObjectNode next = row == null ? JSON.createObjectNode() : row.deepCopy();
            change.body().forEach((name, value) -> next.set(name, JSON.valueToTree(value)));
            next.put("version", version + 1)
                    .put("id", change.id().toString())
                    .put("resource", change.resource().wire());
            after.put(change.id(), next);
            versions.put(change.id(), version + 1);
            if (!change.creates() && change.body().containsKey("status")) {
                String name = change.resource() == Change.Resource.TASKS
                        ? next.get("name").asString()
                        : change.resource().wire();
                moved.add(name + " " + next.get("status").asString());
            }
        }
        rows.putAll(after);
        transitions.addAll(moved);
        return versions;
    }

    private synchronized @Nullable ObjectNode row(UUID id) {
        ObjectNode row = rows.get(id);
        return row == null ? null : row.deepCopy();
    }

    @Override
    public Mono<GoalRecord> goal(UUID id) {
        return Mono.fromCallable(() -> row(id))
                .map(row -> new GoalRecord(
                        id,
                        row.get("version").longValue(),
                        Instant.EPOCH,
                        null,
                        row.path("description").asString(""),
                        List.of(),
                        Status.of(row.get("status").asString()),
                        5,
                        List.of(),
                        row.get("error"),
                        row.path("metadata"),
                        time(row, "completed_at")));
    }

    /** The next reads of plans fail. */
    public void refusePlanReads(int number) {
        unreadable.set(number);
    }

    @Override
    public Mono<PlanRecord> plan(UUID id) {
        return Mono.fromCallable(() -> {
                    if (unreadable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw CommonProblem.UNAVAILABLE.exception("L01 is away");
                    }
                    return row(id);
                })
                .map(row -> new PlanRecord(
                        id,
                        row.get("version").longValue(),
                        Instant.EPOCH,
                        UUID.fromString(row.get("goal_id").asString()),
                        row.has("agent_id")
                                ? UUID.fromString(row.get("agent_id").asString())
                                : null,
                        row.path("plan_type").asString(""),
                        row.path("origin").asString(""),
                        row.get("steps"),
                        Status.of(row.get("status").asString()),
                        row.path("signature").asString(""),
                        row.get("error"),
                        row.path("metadata"),
                        time(row, "started_at"),
                        time(row, "completed_at")));
    }

    @Override
    public synchronized Mono<List<TaskRecord>> tasks(UUID plan) {
        return Mono.fromCallable(() -> {
            synchronized (this) {
                return rows.values().stream()
                        .filter(row -> row.path("plan_id").asString("").equals(plan.toString()))
                        .map(FakeLedger::taskOf)
                        .toList();
            }
        });
    }

    @Override
    public Mono<TaskRecord> task(UUID id) {
        return Mono.fromCallable(() -> row(id)).map(FakeLedger::taskOf);
    }

    private static TaskRecord taskOf(JsonNode row) {
        return new TaskRecord(
                UUID.fromString(row.get("id").asString()),
                row.get("version").longValue(),
                UUID.fromString(row.get("plan_id").asString()),
                row.get("name").asString(),
                row.path("description").asString(""),
                row.path("task_type").asString(""),
                List.of(),
                TaskStatus.of(row.get("status").asString()),
                row.path("attempt").asInt(0),
                row.get("output_data"),
                row.path("error_message").asString(null),
                row.path("metadata"),
                time(row, "started_at"),
                time(row, "completed_at"));
    }

    private static @Nullable Instant time(JsonNode row, String name) {
        return row.has(name) ? Instant.parse(row.get(name).asString()) : null;
    }

    @Override
    public Mono<Page<GoalRecord>> goals(@Nullable String status, @Nullable Integer limit, @Nullable String cursor) {
        List<UUID> ids;
        synchronized (this) {
            ids = rows.values().stream()
                    .filter(row -> row.get("resource").asString().equals("goals"))
                    .map(row -> UUID.fromString(row.get("id").asString()))
                    .toList();
        }
        return Flux.fromIterable(ids).concatMap(this::goal).collectList().map(goals -> new Page<>(goals, null));
    }

    @Override
    public Mono<Page<PlanRecord>> plans(PlanQuery query) {
        return Mono.just(new Page<>(List.of(), null));
    }

    public synchronized void keep(DocumentRecord document) {
        documents.put(document.id(), document);
    }

    @Override
    public Mono<DocumentRecord> document(UUID id) {
        return Mono.justOrEmpty(documents.get(id));
    }

    @Override
    public Mono<ArtifactRecord> artifact(UUID id) {
        return Mono.justOrEmpty(artifacts.get(id));
    }

    public Map<UUID, ArtifactRecord> artifacts() {
        return artifacts;
    }

    @Override
    public Mono<ArtifactRecord> store(String name, String contentType, Flux<DataBuffer> content) {
        UUID id = UUID.randomUUID();
        return content.map(FakeLedger::read).reduce("", String::concat).map(text -> {
            String hash = Integer.toHexString(text.hashCode());
            ArtifactRecord artifact = new ArtifactRecord(id, name, contentType, text.length(), hash);
            artifacts.put(id, artifact);
            return artifact;
        });
    }

    private static String read(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    @Override
    public Mono<Void> delete(UUID artifact) {
        return Mono.fromRunnable(() -> artifacts.remove(artifact));
    }
}
