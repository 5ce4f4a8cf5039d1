package io.storyportal.data.resources;

import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.Recorded;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the routes of one resource answer. An answer of one resource carries its version as ETag. */
public final class ResourceRoutes<R extends ResourceView> {

    private final ResourceType<R> type;
    private final ResourceReads<R> reads;
    private final Commands commands;
    private final Submissions submissions;
    private final JsonMapper json;

    ResourceRoutes(
            ResourceType<R> type, ResourceReads<R> reads, Commands commands, Submissions submissions, JsonMapper json) {
        this.type = type;
        this.reads = reads;
        this.commands = commands;
        this.submissions = submissions;
        this.json = json;
    }

    public Mono<ResponseEntity<R>> create(Object body, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> submit(
                        commands.create(type, null, body),
                        new Once("POST " + type.name(), idempotencyKey, body),
                        caller)
                .map(recorded -> answer(HttpStatus.CREATED, recorded)));
    }

    /** All or none, in their order. */
    public Mono<List<R>> createAll(List<?> bodies, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> {
            List<Command.Create> creations = bodies.stream()
                    .map(body -> commands.create(type, null, body))
                    .toList();
            Once once = new Once("POST " + type.name() + "/batch", idempotencyKey, bodies);
            return submissions
                    .submit(creations, once, caller)
                    .map(all -> all.stream().map(this::view).toList());
        });
    }

    public Mono<ResponseEntity<R>> get(UUID id, Caller caller) {
        return reads.one(caller.tenant(), id)
                .switchIfEmpty(Mono.error(() -> notFound(id)))
                .map(view -> ResponseEntity.ok().eTag(etag(view.version())).body(view));
    }

    public Mono<Page<R>> list(Filters filters, PageRequest request, Caller caller) {
        return reads.page(filters, request, caller);
    }

    public Mono<ResponseEntity<R>> update(
            UUID id, Object body, @Nullable String ifMatch, @Nullable String idempotencyKey, Caller caller) {
        Once once = new Once("PATCH " + type.name() + "/" + id, idempotencyKey, body);
        return updateOnce(id, body, ifMatch, once, caller);
    }

    public Mono<ResponseEntity<R>> updateOnce(
            UUID id, Object body, @Nullable String ifMatch, Once once, Caller caller) {
        return Mono.defer(() -> submissions
                .submit(commands.changes(type, id, body, IfMatch.parse(ifMatch)), once, caller)
                .map(recorded -> answer(HttpStatus.OK, recorded.getFirst())));
    }

    public Mono<ResponseEntity<R>> put(UUID id, Object body, @Nullable String ifMatch, Caller caller) {
        return put(id, body, ifMatch, new Once("PUT " + type.name() + "/" + id, null, body), caller);
    }

    public Mono<ResponseEntity<R>> put(UUID id, Object body, @Nullable String ifMatch, Once once, Caller caller) {
        return Mono.defer(() -> submit(commands.put(type, id, body, IfMatch.parse(ifMatch)), once, caller)
                .map(recorded -> answer(HttpStatus.OK, recorded)));
    }

    public Mono<ResponseEntity<Void>> delete(UUID id, @Nullable String ifMatch, Caller caller) {
        return Mono.defer(() -> submit(
                        commands.remove(type, id, IfMatch.parse(ifMatch)),
                        new Once("DELETE " + type.name() + "/" + id, null, ""),
                        caller)
                .thenReturn(ResponseEntity.noContent().build()));
    }

    private Mono<Recorded> submit(Command command, Once once, Caller caller) {
        return submissions.submit(List.of(command), once, caller).map(List::getFirst);
    }

    /** The answer to a change, made of the row as the change left it. */
    public ResponseEntity<R> answer(HttpStatus status, Recorded recorded) {
        return ResponseEntity.status(status).eTag(etag(recorded.version())).body(view(recorded));
    }

    private R view(Recorded recorded) {
        return json.treeToValue(Objects.requireNonNull(recorded.state()), type.view());
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    private RuntimeException notFound(UUID id) {
        return CommonProblem.NOT_FOUND.exception("No " + type.aggregate() + " " + id);
    }
}
