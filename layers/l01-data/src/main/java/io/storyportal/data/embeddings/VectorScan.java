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

    /** Of long texts each has 22 KB. */
    static final int AT_ONCE = 256;

    private static final UUID FIRST = new UUID(0, 0);

    /** Of each row its id, the number of its pieces, what its bonus is made of, and the codes. */
    private static final String SQL = """
            select replace(encode(string_agg(uuid_send(id) || int4send(pieces) || extra || codes, ''), 'base64'), E'\\n', '')
                   as scanned
              from (select e.id, e.pieces, e.codes, %s as extra from embeddings e%s
                     where e.tenant_id = $1 and e.resource = $2 and e.model = $3 and e.dimension = $4 and e.id > $5
                    %s order by e.id limit %d) following
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
        List<Object> values = new ArrayList<>(values(FIRST));
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
        return SQL.formatted(extra, rows, narrowed, AT_ONCE);
    }

    private List<Object> values(UUID after) {
        List<Object> values = new ArrayList<>(question.scope(tenant));
        values.add(after);
        values.addAll(narrowedBy);
        return values;
    }

    /** All that may be among the best. */
    Mono<List<Candidates.Candidate>> candidates(Connection connection) {
        return some(connection, FIRST).expand(last -> some(connection, last)).then(Mono.fromSupplier(candidates::all));
    }

    /** The last of the next rows; empty when there are no more. */
    private Mono<UUID> some(Connection connection, UUID after) {
        return Statements.query(connection, sql, values(after), row -> {
                    String scanned = row.get("scanned", String.class);
                    return scanned == null ? FIRST : consider(Base64.getDecoder().decode(scanned));
                })
                .filter(last -> !last.equals(FIRST))
                .singleOrEmpty();
    }

    private UUID consider(byte[] scanned) {
        ByteBuffer rows = ByteBuffer.wrap(scanned);
        float[] vector = question.vector();
        double[] columns = new double[question.columns().size()];
        UUID last = FIRST;
        while (rows.hasRemaining()) {
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
        return last;
    }
}
