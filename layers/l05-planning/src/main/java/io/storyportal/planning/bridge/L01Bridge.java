package io.storyportal.planning.bridge;

import io.storyportal.client.l01.L01Artifacts;
import io.storyportal.client.l01.L01Client;
import io.storyportal.client.l01.api.GoalControllerApi;
import io.storyportal.client.l01.api.PlanControllerApi;
import io.storyportal.client.l01.model.Artifact;
import io.storyportal.client.l01.model.BatchCommand;
import io.storyportal.client.l01.model.CommandResult;
import io.storyportal.client.l01.model.Operation;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.page.Page;
import io.storyportal.planning.ledger.ArtifactRecord;
import io.storyportal.planning.ledger.ArtifactStore;
import io.storyportal.planning.ledger.Change;
import io.storyportal.planning.ledger.DocumentRecord;
import io.storyportal.planning.ledger.GoalRecord;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.ledger.Refusals;
import io.storyportal.planning.ledger.TaskRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** L01 as this layer needs it. */
public final class L01Bridge implements PlanLedger, ArtifactStore {
    /** The most that L01 puts on a page. */
    private static final int TASKS_AT_ONCE = 500;

    private final L01Client client;
    private final L01Artifacts artifacts;
    private final GoalControllerApi goals;
    private final PlanControllerApi plans;
    private final L01Records records;

    public L01Bridge(Bridges bridges, L01Records records) {
        this.client = new L01Client(bridges);
        this.artifacts = new L01Artifacts(bridges);
        this.goals = bridges.client("l01", GoalControllerApi.class);
        this.plans = bridges.client("l01", PlanControllerApi.class);
        this.records = records;
    }

    @Override
    public Mono<Map<UUID, Long>> commit(String key, List<Change> changes) {
        return client.execute(changes.stream().map(this::command).toList(), key)
                .map(results -> results.stream()
                        .collect(Collectors.toMap(CommandResult::getId, CommandResult::getVersion, Math::max)))
                .onErrorMap(L01Bridge::stale, failure -> new StaleVersion(String.valueOf(failure.getMessage())));
    }

    private static boolean stale(Throwable failure) {
        return failure instanceof RemoteProblemException remote
                && (remote.status() == 412 || remote.status() == 409 || remote.status() == 404)
                && !Refusals.isInFlight(remote);
    }

    private BatchCommand command(Change change) {
        BatchCommand command = new BatchCommand(
                        change.creates() ? Operation.CREATE : Operation.PATCH,
                        change.resource().wire())
                .id(change.id())
                .body(change.body());
        Long version = change.ifMatch();
        return version == null ? command : command.ifMatch(version);
    }

    @Override
    public Mono<GoalRecord> goal(UUID id) {
        return found(client.getGoal(id)).map(records::goal);
    }

    @Override
    public Mono<Page<GoalRecord>> goals(@Nullable String status, @Nullable Integer limit, @Nullable String cursor) {
        return goals.listGoals(status, null, null, null, limit, cursor, "desc")
                .mapNotNull(ResponseEntity::getBody)
                .map(page -> new Page<>(
                        L01Records.list(page.getItems()).stream()
                                .map(records::goal)
                                .toList(),
                        page.getNextCursor()));
    }

    @Override
    public Mono<PlanRecord> plan(UUID id) {
        return found(client.getPlan(id)).map(records::plan);
    }

    @Override
    public Mono<Page<PlanRecord>> plans(PlanQuery query) {
        return plans.listPlans(query.goal(), null, query.status(), null, null, query.limit(), query.cursor(), "desc")
                .mapNotNull(ResponseEntity::getBody)
                .map(page -> new Page<>(
                        L01Records.list(page.getItems()).stream()
                                .map(records::plan)
                                .toList(),
                        page.getNextCursor()));
    }

    /** All of them: L01 ends a page early when its tasks are heavy. */
    @Override
    public Mono<List<TaskRecord>> tasks(UUID plan) {
        return client.listTasks(plan, TASKS_AT_ONCE, null)
                .expand(page -> page.getNextCursor() == null
                        ? Mono.empty()
                        : client.listTasks(plan, TASKS_AT_ONCE, page.getNextCursor()))
                .flatMapIterable(page -> L01Records.list(page.getItems()))
                .sort(L01Records.BY_SEQUENCE)
                .map(records::task)
                .collectList();
    }

    @Override
    public Mono<TaskRecord> task(UUID id) {
        return found(client.getTask(id)).map(records::task);
    }

    @Override
    public Mono<DocumentRecord> document(UUID id) {
        return found(client.getDocument(id)).map(records::document);
    }

    @Override
    public Mono<ArtifactRecord> artifact(UUID id) {
        return found(artifacts.describe(id)).map(L01Bridge::record);
    }

    @Override
    public Mono<ArtifactRecord> store(String name, String contentType, Flux<DataBuffer> content) {
        return artifacts
                .upload(null, name, MediaType.parseMediaType(contentType), content)
                .map(L01Bridge::record);
    }

    @Override
    public Mono<Void> delete(UUID artifact) {
        return artifacts.delete(artifact);
    }

    private static ArtifactRecord record(Artifact artifact) {
        return new ArtifactRecord(
                L01Records.given(artifact.getId()),
                L01Records.given(artifact.getName()),
                L01Records.given(artifact.getContentType()),
                L01Records.given(artifact.getSize()),
                L01Records.given(artifact.getSha256()));
    }

    private static <T> Mono<T> found(Mono<T> answer) {
        return answer.onErrorResume(
                failure -> failure instanceof RemoteProblemException remote && remote.status() == 404,
                failure -> Mono.empty());
    }
}
