package io.storyportal.data.embeddings;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What was refused for good: to be looked at, tried once more, or dropped. */
final class DeadLetters {

    private static final String SELECT = "select id, resource, resource_id, created_at, attempts, reason"
            + " from embedding_dead_letters where tenant_id = $1";
    private static final String REPLAY = """
            with taken as (
                delete from embedding_dead_letters where tenant_id = $1 and id = $2
                returning tenant_id, resource, resource_id)
            insert into embedding_outbox as o (tenant_id, resource, id)
            select tenant_id, resource, resource_id from taken
                on conflict (tenant_id, resource, id) do update
               set revision = o.revision + 1, due_at = now(), attempts = 0, error = null
            """;
    private static final String DROP = "delete from embedding_dead_letters where tenant_id = $1 and id = $2";

    private final Database database;

    DeadLetters(Database database) {
        this.database = database;
    }

    Mono<Page<DeadLetter>> list(@Nullable String resource, PageRequest request, Caller caller) {
        List<Object> values = new ArrayList<>(List.of(caller.tenant().value()));
        StringBuilder sql = new StringBuilder(SELECT);
        new Filters().equal("resource", resource).appendTo(sql, values);
        request.appendTo(sql, values);
        return database.reading(caller.tenant(), connection -> Statements.query(
                        connection, sql.toString(), values, DeadLetters::deadLetter)
                .collectList()
                .map(rows -> Page.of(rows, request.limit(), letter -> Cursor.of(letter.id()))));
    }

    Mono<DeadLetter> get(UUID id, Caller caller) {
        return database.reading(caller.tenant(), connection -> Statements.query(
                                connection,
                                SELECT + " and id = $2",
                                List.of(caller.tenant().value(), id),
                                DeadLetters::deadLetter)
                        .singleOrEmpty())
                .switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    /** The text waits again, as if it were new. */
    Mono<Void> replay(UUID id, Caller caller) {
        return change(REPLAY, id, caller);
    }

    /** The text stays without vectors until it is changed. */
    Mono<Void> drop(UUID id, Caller caller) {
        return change(DROP, id, caller);
    }

    private Mono<Void> change(String sql, UUID id, Caller caller) {
        return Mono.defer(() -> {
                    caller.require(Role.DEVELOPER);
                    return database.writing(
                            caller.tenant(),
                            connection -> Statements.update(
                                    connection, sql, List.of(caller.tenant().value(), id)));
                })
                .flatMap(changed -> changed == 0 ? Mono.error(notFound(id)) : Mono.empty());
    }

    private static RuntimeException notFound(UUID id) {
        return CommonProblem.NOT_FOUND.exception("No dead letter " + id);
    }

    private static DeadLetter deadLetter(Readable row) {
        return new DeadLetter(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("resource", String.class)),
                Objects.requireNonNull(row.get("resource_id", UUID.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("attempts", Integer.class)),
                Objects.requireNonNull(row.get("reason", String.class)));
    }
}
