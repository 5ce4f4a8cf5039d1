package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Statements;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.data.resources.Filters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Reads the codes of a set's vectors, some rows at a time, so that memory is bounded. The server sends those rows as one value,
 * since the driver is slow with many, and by a binary cursor: elsewhere the driver takes bytes as hexadecimal digits.
 */
final class VectorScan {

    /** Bytes to be sent at once; a row has 400 to 22,000. */
    private static final int AT_ONCE = 512 * 1024;

    private static final int MOST_ROWS = 2048;
    private static final Progress BEGIN = new Progress(new UUID(0, 0), 64);

    /**
     * The last row that was read, and how many to read next: a power of two, so that there are few statements to prepare. It is no
     * parameter, since with an unknown limit the server plans to read all that follows and sort it.
     */
    private record Progress(UUID last, int next) {}

    /** Of each row its id, the number of its pieces, what its bonus is made of, and the codes. */
    private static final String SQL = """
            declare scan no scroll binary cursor for
            select string_agg(uuid_send(id) || int4send(pieces) || extra || codes, '') as scanned
              from (select e.id, e.pieces, e.codes, %s as extra from embeddings e%s
                     where e.tenant_id = $1 and e.resource = $2 and e.model = $3 and e.dimension = $4 and e.id > $5%s
                    %s order by e.id limit %%d) following
            """;

    /** Whichever the planner finds fewer of comes first. That rows follow too does not follow for it: it would read all of them. */
    private static final String ROWS = " join %s t on t.tenant_id = e.tenant_id and t.id = e.id and t.id > $5";

    /** Of each vector, by its key ({@code offset 0}): the planner cannot know how few are not indexed. */
    private static final String ITS_ROW =
            " cross join lateral (select t.* from %s t where t.tenant_id = e.tenant_id and t.id = e.id offset 0) t";

    private static final String FETCH = "fetch all from scan; close scan";

    private final Question question;
    private final VectorSet set;
    private final Candidates candidates;
    private final Narrowing narrowing;
    private final String sql;
    private final List<Object> narrowedBy = new ArrayList<>();
    private long compared;

    /**
     * What of the set is left out.
     *
     * @param join SQL that adds the resource's rows
     * @param vectors SQL of a condition on {@code e}, the vectors; empty for none
     * @param rows conditions on the resource's rows beside the question's own
     * @param known was considered already
     */
    record Narrowing(String join, String vectors, Filters rows, Set<UUID> known) {

        static final Narrowing NONE = new Narrowing(ROWS, "", new Filters(), Set.of());

        static Narrowing notIndexed(Set<UUID> known) {
            return new Narrowing(ITS_ROW, " and e.indexed_at is distinct from e.arrived_at", new Filters(), known);
        }

        static Narrowing indexed(Filters rows, Set<UUID> known) {
            return new Narrowing(ROWS, " and e.indexed_at = e.arrived_at", rows, known);
        }
    }

    VectorScan(Question question, VectorSet set, Candidates candidates, Narrowing narrowing) {
        this.question = question;
        this.set = set;
        this.candidates = candidates;
        this.narrowing = narrowing;
        this.sql = sql();
    }

    private String sql() {
        List<Object> values = new ArrayList<>(values(BEGIN));
        int scope = values.size();
        StringBuilder narrowed = new StringBuilder();
        question.filters().appendTo(narrowed, values);
        narrowing.rows().appendTo(narrowed, values);
        narrowedBy.addAll(values.subList(scope, values.size()));
        boolean needsRows = !narrowed.isEmpty() || !question.columns().isEmpty();
        StringBuilder extra = new StringBuilder("''::bytea");
        question.columns()
                .forEach(
                        column -> extra.append(" || float8send(").append(column).append(")"));
        return SQL.formatted(
                extra, needsRows ? narrowing.join().formatted(question.resource()) : "", narrowing.vectors(), narrowed);
    }

    private List<Object> values(Progress progress) {
        List<Object> values = new ArrayList<>(set.values());
        values.add(progress.last());
        values.addAll(narrowedBy);
        return values;
    }

    /** The number of vectors that were compared; the candidates know what may be among the best. */
    Mono<Long> compare(Connection connection) {
        return some(connection, BEGIN)
                .expand(progress -> some(connection, progress))
                .then(Mono.fromSupplier(() -> compared));
    }

    /** Empty when there are no more. */
    private Mono<Progress> some(Connection connection, Progress before) {
        return Statements.update(connection, sql.formatted(before.next()), values(before))
                .thenMany(Statements.query(connection, FETCH, List.of(), row -> {
                    byte[] scanned = row.get("scanned", byte[].class);
                    return scanned == null ? before : consider(scanned);
                }))
                .filter(now -> !now.last().equals(before.last()))
                .singleOrEmpty();
    }

    private Progress consider(byte[] scanned) {
        ByteBuffer rows = ByteBuffer.wrap(scanned);
        float[] vector = question.vector();
        double[] columns = new double[question.columns().size()];
        UUID last = BEGIN.last();
        int count = 0;
        while (rows.hasRemaining()) {
            count++;
            last = new UUID(rows.getLong(), rows.getLong());
            int pieces = rows.getInt();
            int length = pieces * PackedVectors.stride(vector.length);
            for (int i = 0; i < columns.length; i++) {
                columns[i] = rows.getDouble();
            }
            int from = rows.position();
            rows.position(from + length);
            compared += pieces;
            if (!narrowing.known().contains(last)) {
                candidates.take(
                        last,
                        PackedVectors.estimate(scanned, from, from + length, vector),
                        question.bonus().applyAsDouble(columns));
            }
        }
        return new Progress(
                last, Integer.highestOneBit((int) Math.clamp((long) AT_ONCE * count / scanned.length, 16, MOST_ROWS)));
    }
}
