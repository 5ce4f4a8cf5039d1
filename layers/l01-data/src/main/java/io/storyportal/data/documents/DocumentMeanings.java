package io.storyportal.data.documents;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Slice;
import io.storyportal.data.documents.DocumentSearch.Search;
import io.storyportal.data.documents.RankFusion.Fused;
import io.storyportal.data.embeddings.Embedded;
import io.storyportal.data.embeddings.EmbeddingFailure;
import io.storyportal.data.embeddings.Pieces;
import io.storyportal.data.embeddings.Questions;
import io.storyportal.data.embeddings.RankedBy;
import io.storyportal.data.embeddings.Source;
import io.storyportal.data.embeddings.VectorSearch;
import io.storyportal.data.embeddings.VectorSearch.Near;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds documents by their meaning, or by meaning and words together. What has no vectors yet is found by words alone. Where
 * there is nobody to ask for the query's meaning words decide, and the answer says so.
 */
final class DocumentMeanings {

    /** How far down each list is looked for what the other has too. */
    private static final int DEEP = 100;

    private static final int SHOWN = 300;

    private static final String ROWS =
            """
            select (select to_jsonb(told) from (
                select t.id, t.version, t.created_at, t.updated_at, t.title, t.content_type, t.metadata, t.tags) told
                )::text as row,
                case when t.id = any($3) then left(coalesce(t.content, ''), %d) end as body,
                case when not t.id = any($3) then %s end as snippet
              from documents t where t.tenant_id = $1 and t.id = any($2) order by array_position($2, t.id)
            """.formatted(Source.LONGEST, DocumentSearch.headline("websearch_to_tsquery('english', $4)"));

    private final VectorSearch vectors;
    private final Questions questions;
    private final DocumentSearch search;
    private final JsonMapper json;

    DocumentMeanings(VectorSearch vectors, Questions questions, DocumentSearch search, JsonMapper json) {
        this.vectors = vectors;
        this.questions = questions;
        this.search = search;
        this.json = json;
    }

    Mono<FoundDocuments> best(Search asked, boolean hybrid, Caller caller) {
        return Mono.defer(() -> {
            if (asked.order() != null || asked.cursor() != null) {
                throw CommonProblem.INVALID.exception(
                        "'order' and 'cursor' do not go with this 'mode': it answers the best, in one page");
            }
            return questions
                    .embed(asked.words())
                    .flatMap(meaning -> best(asked, hybrid, caller.tenant(), meaning))
                    .onErrorResume(EmbeddingFailure.class, failure -> search.best(asked, caller)
                            .map(page -> FoundDocuments.of(page, RankedBy.TEXT, failure.getMessage())));
        });
    }

    private Mono<FoundDocuments> best(Search asked, boolean hybrid, TenantId tenant, Embedded meaning) {
        int limit = Limit.of(asked.limit());
        int depth = hybrid ? Math.max(limit, DEEP) : limit;
        Question question = Question.nearest(Documents.TYPE.name(), meaning, asked.filters(), depth);
        return vectors.reading(tenant, connection -> vectors.best(connection, tenant, question)
                .flatMap(near -> hybrid
                        ? search.ids(connection, tenant, asked.words(), asked.filters(), depth)
                                .flatMap(words -> told(
                                        connection,
                                        tenant,
                                        asked,
                                        near,
                                        RankFusion.of(List.of(ids(near), words), limit)))
                        : told(connection, tenant, asked, near, byLikeness(near)))
                .map(items -> new FoundDocuments(items, null, hybrid ? RankedBy.HYBRID : RankedBy.SEMANTIC, null)));
    }

    private static List<UUID> ids(List<Near> near) {
        return near.stream().map(Near::id).toList();
    }

    private static List<Fused> byLikeness(List<Near> near) {
        return near.stream().map(each -> new Fused(each.id(), each.likeness())).toList();
    }

    private Mono<List<FoundDocument>> told(
            Connection connection, TenantId tenant, Search asked, List<Near> near, List<Fused> best) {
        Map<UUID, Near> meant = near.stream().collect(Collectors.toMap(Near::id, Function.identity()));
        Map<UUID, Double> scores = best.stream().collect(Collectors.toMap(Fused::id, Fused::score));
        List<Object> values = List.of(
                tenant.value(),
                best.stream().map(Fused::id).toArray(UUID[]::new),
                meant.keySet().toArray(UUID[]::new),
                asked.words());
        return Slice.read(connection, ROWS, values, best.size(), Slice.byText("row"), row -> {
                    FoundDocument found =
                            json.readValue(Objects.requireNonNull(row.get("row", String.class)), FoundDocument.class);
                    double score = Objects.requireNonNull(scores.get(found.id()));
                    return found.ranked(score, snippet(row, meant.get(found.id())));
                })
                .map(Slice::rows);
    }

    /** How the piece that is meant begins; without one what the words found. */
    private static @Nullable String snippet(Readable row, @Nullable Near near) {
        if (near == null) {
            return row.get("snippet", String.class);
        }
        List<String> pieces = Pieces.of(row.get("body", String.class));
        String piece = pieces.get(Math.min(near.piece(), pieces.size() - 1));
        return piece.codePoints()
                .limit(SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
