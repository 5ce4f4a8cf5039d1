package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Statements;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.kit.web.ids.TenantId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads the codes of a tenant's vectors, some rows at a time, so that memory is bounded. The server sends those of many rows as
 * one value: reading fifty thousand values one by one takes ten times as long.
 */
final class VectorScan {

    /** Of long texts each has 22 KB. */
    static final int AT_ONCE = 256;

    private static final UUID FIRST = new UUID(0, 0);

    private static final String SQL = """
            select string_agg(uuid_send(id), '') as ids, string_agg(int4send(pieces), '') as pieces,
                   string_agg(codes, '') as codes, string_agg(extra, '') as extras
              from (select e.id, e.pieces, e.codes, %s as extra from embeddings e%s
                     where e.tenant_id = $1 and e.resource = $2 and e.model = $3 and e.dimension = $4 and e.id > $5
                    %s order by e.id limit %d) next_ones
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
                    @Nullable byte[] ids = row.get("ids", byte[].class);
                    return ids == null ? FIRST : consider(ByteBuffer.wrap(ids), row);
                })
                .filter(last -> !last.equals(FIRST))
                .singleOrEmpty();
    }

    private UUID consider(ByteBuffer ids, Readable row) {
        ByteBuffer pieces = bytes(row, "pieces");
        ByteBuffer extras = bytes(row, "extras");
        byte[] codes = bytes(row, "codes").array();
        float[] vector = question.vector();
        double[] columns = new double[question.columns().size()];
        UUID last = FIRST;
        int from = 0;
        while (ids.hasRemaining()) {
            last = new UUID(ids.getLong(), ids.getLong());
            for (int i = 0; i < columns.length; i++) {
                columns[i] = extras.getDouble();
            }
            int to = from + pieces.getInt() * PackedVectors.stride(vector.length);
            candidates.take(
                    last,
                    PackedVectors.estimate(codes, from, to, vector),
                    question.bonus().applyAsDouble(columns));
            from = to;
        }
        return last;
    }

    private static ByteBuffer bytes(Readable row, String column) {
        return ByteBuffer.wrap(Objects.requireNonNull(row.get(column, byte[].class)));
    }
}
