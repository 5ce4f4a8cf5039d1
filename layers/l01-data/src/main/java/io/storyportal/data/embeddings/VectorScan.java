package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Statements;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.kit.web.ids.TenantId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Reads the codes of a tenant's vectors, some rows at a time, so that memory is bounded. The server sends those rows as one value
 * in base 64: the driver is slow with many rows, and with bytes, which it reads as hexadecimal digits.
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
            select replace(encode(string_agg(uuid_send(id) || int4send(pieces) || extra || codes, ''), 'base64'), E'\\n', '')
                   as scanned
              from (select e.id, e.pieces, e.codes, %s as extra from embeddings e%s
                     where e.tenant_id = $1 and e.resource = $2 and e.model = $3 and e.dimension = $4 and e.id > $5
                    %s order by e.id limit %%d) following
            """;

    private final Question question;
    private final TenantId tenant;
    private final Candidates candidates;
    private final String sql;
    private final List<Object> narrowedBy = new ArrayList<>();

    VectorScan(Question question, TenantId tenant) {
        this.question = question;
        this.tenant = tenant;
        this.candidates = new Candidates(question.wanted(), question.likeness());
        this.sql = sql();
    }

    private String sql() {
        List<Object> values = new ArrayList<>(values(BEGIN));
        int scope = values.size();
        StringBuilder narrowed = new StringBuilder();
        question.filters().appendTo(narrowed, values);
        narrowedBy.addAll(values.subList(scope, values.size()));
        boolean needsRows = !narrowed.isEmpty() || !question.columns().isEmpty();
        String rows =
                needsRows ? " join " + question.resource() + " t on t.tenant_id = e.tenant_id and t.id = e.id" : "";
        StringBuilder extra = new StringBuilder("''::bytea");
        question.columns()
                .forEach(
                        column -> extra.append(" || float8send(").append(column).append(")"));
        return SQL.formatted(extra, rows, narrowed);
    }

    private List<Object> values(Progress progress) {
        List<Object> values = new ArrayList<>(question.scope(tenant));
        values.add(progress.last());
        values.addAll(narrowedBy);
        return values;
    }

    /** All that may be among the best. */
    Mono<List<Candidates.Candidate>> candidates(Connection connection) {
        return some(connection, BEGIN)
                .expand(progress -> some(connection, progress))
                .then(Mono.fromSupplier(candidates::all));
    }

    /** Empty when there are no more. */
    private Mono<Progress> some(Connection connection, Progress before) {
        return Statements.query(connection, sql.formatted(before.next()), values(before), row -> {
                    String scanned = row.get("scanned", String.class);
                    return scanned == null
                            ? before
                            : consider(Base64.getDecoder().decode(scanned));
                })
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
            int length = rows.getInt() * PackedVectors.stride(vector.length);
            for (int i = 0; i < columns.length; i++) {
                columns[i] = rows.getDouble();
            }
            int from = rows.position();
            rows.position(from + length);
            candidates.take(
                    last,
                    PackedVectors.estimate(scanned, from, from + length, vector),
                    question.bonus().applyAsDouble(columns));
        }
        return new Progress(
                last, Integer.highestOneBit((int) Math.clamp((long) AT_ONCE * count / scanned.length, 16, MOST_ROWS)));
    }
}
