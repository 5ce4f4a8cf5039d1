package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Puts vectors that no index has yet, or has as they were before, into the index of their set, some at a time. */
final class VectorFiling {

    /** Pieces in one transaction: half a second of work. A text that has more goes alone. */
    private static final int AT_ONCE = 200;

    private static final String TURN =
            "select pg_try_advisory_xact_lock(hashtext('l01 embedding index ' || $1)) as ours";

    private static final String NEXT = """
            select e.id, e.arrived_at::text as arrived, v.vectors
              from (select id, arrived_at, sum(pieces) over (order by id) - pieces as before
                      from (select e.id, e.arrived_at, e.pieces from embeddings e
                             where e.tenant_id = $1 and e.resource = $2 and e.model = $3 and e.dimension = $4
                               and e.indexed_at is distinct from e.arrived_at order by e.id limit $5) following) e
              join embedding_vectors v on v.tenant_id = $1 and v.resource = $2 and v.id = e.id
             where e.before < $5
            """;
    private static final String REMOVE =
            "delete from embedding_points where tenant_id = $1 and resource = $2 and id = any($3)";
    private static final String ADD = """
            insert into embedding_points (tenant_id, resource, id, piece, indexed_in, vector)
            select $1, $2, f.id, f.piece, $3, f.vector::%s.halfvec
              from unnest($4::uuid[], $5::int[], $6::text[]) as f (id, piece, vector)
            """;
    /** Unless others have arrived meanwhile. */
    private static final String DONE = """
            update embeddings e set indexed_at = e.arrived_at
              from unnest($3::uuid[], $4::timestamptz[]) as f (id, arrived_at)
             where e.tenant_id = $1 and e.resource = $2 and e.id = f.id and e.arrived_at = f.arrived_at
            """;

    private final Database database;

    VectorFiling(Database database) {
        this.database = database;
    }

    private record Text(UUID id, String arrived, List<String> vectors) {}

    /** All there are, unless another replica is at it. */
    Mono<Void> file(VectorIndex index) {
        return some(index)
                .expand(filed -> filed == 0 ? Mono.empty() : some(index))
                .then();
    }

    /** How many texts were filed. */
    private Mono<Integer> some(VectorIndex index) {
        VectorSet set = index.set();
        return database.writing(set.tenant(), connection -> isOurTurn(connection, index)
                .flatMap(ours -> ours ? next(connection, set) : Mono.just(List.<Text>of()))
                .flatMap(texts -> texts.isEmpty() ? Mono.just(0) : file(connection, index, texts)));
    }

    private static Mono<Boolean> isOurTurn(Connection connection, VectorIndex index) {
        return Statements.query(
                        connection,
                        TURN,
                        List.of(Long.toString(index.number())),
                        row -> Objects.requireNonNull(row.get("ours", Boolean.class)))
                .single();
    }

    private static Mono<List<Text>> next(Connection connection, VectorSet set) {
        List<Object> values = new ArrayList<>(set.values());
        values.add(AT_ONCE);
        return Statements.query(connection, NEXT, values, row -> text(row, set.dimension()))
                .collectList();
    }

    private static Mono<Integer> file(Connection connection, VectorIndex index, List<Text> texts) {
        UUID tenant = index.set().tenant().value();
        String resource = index.set().resource();
        UUID[] ids = texts.stream().map(Text::id).toArray(UUID[]::new);
        String[] arrived = texts.stream().map(Text::arrived).toArray(String[]::new);
        return Statements.update(connection, REMOVE, List.of(tenant, resource, ids))
                .then(Statements.update(connection, ADD.formatted(index.home()), points(index, texts)))
                .then(Statements.update(connection, DONE, List.of(tenant, resource, ids, arrived)))
                .thenReturn(texts.size());
    }

    private static List<Object> points(VectorIndex index, List<Text> texts) {
        List<UUID> ids = new ArrayList<>();
        List<Integer> pieces = new ArrayList<>();
        List<String> vectors = new ArrayList<>();
        for (Text text : texts) {
            for (int piece = 0; piece < text.vectors().size(); piece++) {
                ids.add(text.id());
                pieces.add(piece);
                vectors.add(text.vectors().get(piece));
            }
        }
        return List.of(
                index.set().tenant().value(),
                index.set().resource(),
                index.number(),
                ids.toArray(UUID[]::new),
                pieces.toArray(Integer[]::new),
                vectors.toArray(String[]::new));
    }

    private static Text text(Readable row, int dimension) {
        byte[] exact = Objects.requireNonNull(row.get("vectors", byte[].class));
        return new Text(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("arrived", String.class)),
                PackedVectors.unpacked(exact, dimension).stream()
                        .map(VectorText::of)
                        .toList());
    }
}
