package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Makes and drops indexes of vectors; V14 has the functions that may. */
final class VectorIndexStore {

    /** Where pgvector is, if it can go on looking until enough of what it found matches the filters (0.8). */
    private static final String HOME = """
            select quote_ident(n.nspname) as home from pg_extension e join pg_namespace n on n.oid = e.extnamespace
             where e.extname = 'vector' and string_to_array(e.extversion, '.')::int[] >= array[0, 8]
            """;

    private static final String ASK = """
            insert into embedding_indexes (tenant_id, resource, model, dimension) values ($1, $2, $3, $4)
                on conflict do nothing
            """;
    /** Those that no vector belongs to any more: the model was changed, or all is deleted. */
    private static final String ALL = """
            select i.*, not exists (select from embeddings e where e.model = i.model and e.tenant_id = i.tenant_id
                                       and e.resource = i.resource) as over
              from embedding_indexes i
            """;

    private static final String MAKE = "select make_embedding_index($1, $2) as empty";
    private static final String NOTHING_IS_INDEXED =
            "update embeddings set indexed_at = null where indexed_at is not null";
    private static final String EMPTY = "delete from embedding_points where indexed_in = $1";
    private static final String DROP = "select drop_embedding_index($1)";
    private static final String FORGET = "delete from embedding_indexes where number = $1";

    private final Database database;

    VectorIndexStore(Database database) {
        this.database = database;
    }

    /** An index that is to be, and whether it has lost its purpose. */
    record Found(VectorIndex index, boolean over) {}

    /** The schema that pgvector is in; empty where it is not installed, or too old. */
    Mono<String> home() {
        return database.acrossTenants(
                connection -> Statements.query(connection, HOME, List.of(), VectorIndexStore::home)
                        .singleOrEmpty());
    }

    Mono<Void> ask(VectorSet set) {
        return database.writing(set.tenant(), connection -> Statements.update(connection, ASK, set.values()))
                .then();
    }

    Mono<List<Found>> all(String home) {
        return database.acrossTenants(
                connection -> Statements.query(connection, ALL, List.of(), row -> found(row, home))
                        .collectList());
    }

    /** Does nothing where it is there. */
    Mono<Void> make(VectorIndex index) {
        return database.acrossTenants(connection -> Statements.query(
                                connection,
                                MAKE,
                                List.of(index.number(), index.set().dimension()),
                                row -> Objects.requireNonNull(row.get("empty", Boolean.class)))
                        .single()
                        .flatMap(empty -> empty ? nothingIsIndexed(connection) : Mono.just(0L)))
                .then();
    }

    private static Mono<Long> nothingIsIndexed(Connection connection) {
        return Statements.update(connection, NOTHING_IS_INDEXED, List.of());
    }

    /** Drops it with what is in it. */
    Mono<Void> drop(VectorIndex index) {
        List<Object> number = List.of(index.number());
        return database.acrossTenants(connection -> Statements.update(connection, EMPTY, number)
                        .then(Statements.query(connection, DROP, number, row -> index)
                                .then())
                        .then(Statements.update(connection, FORGET, number)))
                .then();
    }

    private static String home(Readable row) {
        return Objects.requireNonNull(row.get("home", String.class));
    }

    private static Found found(Readable row, String home) {
        VectorSet set = new VectorSet(
                new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                Objects.requireNonNull(row.get("resource", String.class)),
                Objects.requireNonNull(row.get("model", String.class)),
                Objects.requireNonNull(row.get("dimension", Integer.class)));
        return new Found(
                new VectorIndex(set, Objects.requireNonNull(row.get("number", Long.class)), home),
                Objects.requireNonNull(row.get("over", Boolean.class)));
    }
}
