package io.storyportal.data.memories;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Statements;
import io.storyportal.data.embeddings.Embedded;
import io.storyportal.data.embeddings.RankedBy;
import io.storyportal.data.memories.Recall.Hit;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Finds memories that share a word with the query: all, or those that have no vectors of a model. How like they are is the share
 * of the query's words (English stems, without those that say nothing) that they have.
 */
record WordSearch(
        RecallMemories asked, RecallScore score, @Nullable Embedded withoutVectorsOf) {

    /** Of more that share as many words, the newest. */
    private static final int MOST = 1000;

    /** The query's words are joined by "or"; the words of a query have no spaces. */
    private static final String SQL = """
            select t.id, t.created_at, t.importance,
                   (select count(*) from unnest(q.words) word where word = any(tsvector_to_array(t.search)))::float8
                       / cardinality(q.words) as likeness
              from (select replace(plainto_tsquery('english', $2)::text, ' & ', ' | ')::tsquery,
                           tsvector_to_array(to_tsvector('english', $2))) as q (query, words)
             cross join lateral memories_matching(q.query) as found (id)
              join memories t on t.tenant_id = $1 and t.id = found.id
             where true
            """;

    private static final String WITHOUT_VECTORS = """
             and not exists (select from embeddings e where e.tenant_id = t.tenant_id and e.resource = 'memories'
                                and e.id = t.id and e.model = ?)
            """;

    Mono<List<Hit>> hits(Connection connection, TenantId tenant) {
        return Mono.defer(() -> {
            List<Object> values = new ArrayList<>(List.of(tenant.value(), asked.query()));
            StringBuilder sql = new StringBuilder(SQL);
            if (withoutVectorsOf != null) {
                values.add(withoutVectorsOf.model());
                sql.append(WITHOUT_VECTORS.replace("?", "$" + values.size()));
            }
            asked.scope().filters().appendTo(sql, values);
            values.add(MOST);
            sql.append(" order by likeness desc, t.id desc limit $").append(values.size());
            return Statements.query(connection, sql.toString(), values, this::hit)
                    .collectList();
        });
    }

    private Hit hit(Readable row) {
        double likeness = Objects.requireNonNull(row.get("likeness", Double.class));
        return new Hit(
                Objects.requireNonNull(row.get("id", UUID.class)),
                score.shares().similarity() * likeness + Recall.bonus(score, row),
                likeness,
                RankedBy.TEXT);
    }
}
