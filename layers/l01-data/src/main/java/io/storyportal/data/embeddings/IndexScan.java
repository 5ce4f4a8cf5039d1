package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Statements;
import io.storyportal.data.embeddings.VectorSearch.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Finds what is near by an index of pgvector, which may overlook some. Where filters leave few rows it finds nothing: to compare
 * these is cheaper than to look each up that is near. Should it stop looking after 20,000, as is pgvector's default, it may have
 * found less than was wanted.
 */
final class IndexScan {

    /** Pieces found at least: so many that the ten best are rarely overlooked. */
    private static final int LEAST = 200;

    private static final int MOST = 1000;

    /** Of the dot product of vectors of length 1, both in two bytes per dimension (a 2048th off, each), and some to spare. */
    static final double ERROR = 0.002;

    /** The index's order is to serve, whatever the planner knows of the table; if it is still there. */
    private static final String BEFORE = """
            select to_regclass($1) is not null as there, set_config('enable_sort', 'off', true),
                   set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', $2, true)
            """;

    private static final String AFTER = "select set_config('enable_sort', 'on', true)";

    /**
     * Expression and condition are the index's own, or it would not serve; the question is read once, not for each row. What
     * belongs to a point is looked up by its key ({@code offset 0}), since the planner thinks little of what it filters.
     */
    private static final String NEAREST = """
            select id, -min(distance) as likeness%1$s from (
                select p.id, p.vector::%2$s operator(%3$s.<#>) (select $5::text::%2$s) as distance%4$s
                  from embedding_points p
                 cross join lateral (
                    select e.arrived_at, e.indexed_at, e.model, e.dimension from embeddings e
                     where e.tenant_id = p.tenant_id and e.resource = p.resource and e.id = p.id offset 0) e%5$s
                 where p.indexed_in = %6$d and p.tenant_id = $1 and p.resource = $2
                   and e.indexed_at = e.arrived_at and e.model = $3 and e.dimension = $4%7$s
                 order by p.vector::%2$s operator(%3$s.<#>) (select $5::text::%2$s) limit %8$d) nearest
             group by id
            """;

    private static final String FILTERED =
            "select count(*) as n from (select from %s t where t.tenant_id = $1%s limit %d) counted";

    private static final String ROW = """

                 cross join lateral (select t.* from %s t where t.tenant_id = p.tenant_id and t.id = p.id offset 0) t""";

    private static final Found NOTHING = new Found(Set.of(), 0);

    private final Question question;
    private final VectorIndex index;
    private final Candidates candidates;
    private final int few;
    private final int depth;

    /** {@code few} rows are rather compared than found. */
    IndexScan(Question question, VectorIndex index, Candidates candidates, int few) {
        this.question = question;
        this.index = index;
        this.candidates = candidates;
        this.few = few;
        this.depth = Math.clamp(4L * question.wanted(), LEAST, MOST);
    }

    /** What was found, and how alike the least alike of it is: nothing that was not overlooked is more so. */
    record Found(Set<UUID> ids, double least) {}

    /** Nothing, if filters leave few, or somebody has dropped the index, or the extension. */
    Mono<Found> look(Connection connection) {
        return filtersLeaveFew(connection).flatMap(leaveFew -> leaveFew ? Mono.just(NOTHING) : lookIfThere(connection));
    }

    private Mono<Boolean> filtersLeaveFew(Connection connection) {
        StringBuilder filters = new StringBuilder();
        List<Object> values = new ArrayList<>(List.of(index.set().tenant().value()));
        question.filters().appendTo(filters, values);
        if (filters.isEmpty()) {
            return Mono.just(false);
        }
        String sql = FILTERED.formatted(question.resource(), filters, few + 1);
        return Statements.query(connection, sql, values, row -> Objects.requireNonNull(row.get("n", Long.class)))
                .single()
                .map(rows -> rows <= few);
    }

    private Mono<Found> lookIfThere(Connection connection) {
        return Statements.query(
                        connection,
                        BEFORE,
                        List.of(index.name(), Integer.toString(depth)),
                        row -> Objects.requireNonNull(row.get("there", Boolean.class)))
                .single()
                .flatMap(there -> there ? nearest(connection) : Mono.just(NOTHING))
                .flatMap(
                        found -> Statements.update(connection, AFTER, List.of()).thenReturn(found));
    }

    private Mono<Found> nearest(Connection connection) {
        List<Object> values = new ArrayList<>(index.set().values());
        values.add(VectorText.of(question.vector()));
        Set<UUID> ids = new HashSet<>();
        return Statements.query(connection, sql(values), values, row -> take(row, ids))
                .reduce(1.0, Math::min)
                .map(least -> new Found(ids, least + ERROR));
    }

    private String sql(List<Object> values) {
        StringBuilder filters = new StringBuilder();
        question.filters().appendTo(filters, values);
        boolean needsRows = !filters.isEmpty() || !question.columns().isEmpty();
        StringBuilder outer = new StringBuilder();
        StringBuilder inner = new StringBuilder();
        for (int i = 0; i < question.columns().size(); i++) {
            outer.append(", min(c").append(i).append(") as c").append(i);
            inner.append(", (")
                    .append(question.columns().get(i))
                    .append(")::float8 as c")
                    .append(i);
        }
        return NEAREST.formatted(
                outer,
                index.type(),
                index.home(),
                inner,
                needsRows ? ROW.formatted(question.resource()) : "",
                index.number(),
                filters,
                depth);
    }

    /** The likeness, which is the best of the pieces that were found. */
    private double take(Readable row, Set<UUID> ids) {
        UUID id = Objects.requireNonNull(row.get("id", UUID.class));
        double likeness = Objects.requireNonNull(row.get("likeness", Double.class));
        double[] columns = new double[question.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Objects.requireNonNull(row.get("c" + i, Double.class));
        }
        ids.add(id);
        candidates.take(
                id,
                new PackedVectors.Estimate(likeness, ERROR),
                question.bonus().applyAsDouble(columns));
        return likeness;
    }
}
