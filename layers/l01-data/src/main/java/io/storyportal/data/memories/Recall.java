package io.storyportal.data.memories;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.embeddings.Embedded;
import io.storyportal.data.embeddings.EmbeddingFailure;
import io.storyportal.data.embeddings.Questions;
import io.storyportal.data.embeddings.RankedBy;
import io.storyportal.data.embeddings.VectorSearch;
import io.storyportal.data.resources.ResourceScan;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Recalls memories; it only reads. What has no vectors of the query's model is found by its words. */
final class Recall {

    private static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::score).thenComparing(Hit::id).reversed();

    private final Database database;
    private final VectorSearch vectors;
    private final Questions questions;
    private final JsonMapper json;
    private final Clock clock;

    Recall(Database database, VectorSearch vectors, Questions questions, JsonMapper json, Clock clock) {
        this.database = database;
        this.vectors = vectors;
        this.questions = questions;
        this.json = json;
        this.clock = clock;
    }

    /** A memory that may be among the best. */
    record Hit(UUID id, double score, double similarity, RankedBy by) {}

    Mono<RecalledMemories> recall(RecallMemories asked, Caller caller) {
        return Mono.defer(() -> {
            RecallScore score = RecallScore.of(asked, clock.instant());
            return questions
                    .embed(asked.query())
                    .flatMap(meaning -> recall(asked, score, caller.tenant(), meaning, null))
                    .onErrorResume(
                            EmbeddingFailure.class,
                            failure -> recall(asked, score, caller.tenant(), null, failure.getMessage()));
        });
    }

    private Mono<RecalledMemories> recall(
            RecallMemories asked,
            RecallScore score,
            TenantId tenant,
            @Nullable Embedded meaning,
            @Nullable String notice) {
        WordSearch words = new WordSearch(asked, score, meaning);
        Function<Connection, Mono<List<RecalledMemory>>> work =
                connection -> byMeaning(connection, tenant, asked, score, meaning)
                        .flatMap(meant -> words.hits(connection, tenant).map(said -> best(meant, said, asked.wanted())))
                        .flatMap(best -> told(connection, tenant, best, score));
        return (meaning == null ? database.reading(tenant, work) : vectors.reading(tenant, work))
                .map(items -> new RecalledMemories(items, meaning == null ? RankedBy.TEXT : RankedBy.SEMANTIC, notice));
    }

    private static List<Hit> best(List<Hit> meant, List<Hit> said, int wanted) {
        return Stream.concat(meant.stream(), said.stream())
                .sorted(BEST_FIRST)
                .limit(wanted)
                .toList();
    }

    private Mono<List<Hit>> byMeaning(
            Connection connection,
            TenantId tenant,
            RecallMemories asked,
            RecallScore score,
            @Nullable Embedded meaning) {
        if (meaning == null) {
            return Mono.just(List.of());
        }
        VectorSearch.Question question = new VectorSearch.Question(
                Memories.TYPE.name(),
                meaning,
                asked.scope().filters(),
                score.shares().similarity(),
                List.of("extract(epoch from t.created_at)", "t.importance"),
                columns -> score.bonus(at(columns[0]), columns[1]),
                score::worth,
                asked.wanted());
        return vectors.best(connection, tenant, question).map(all -> all.stream()
                .map(near -> new Hit(near.id(), near.score(), near.likeness(), RankedBy.SEMANTIC))
                .toList());
    }

    private static Instant at(double epochSeconds) {
        return Instant.ofEpochMilli(Math.round(epochSeconds * 1000));
    }

    static double bonus(RecallScore score, Readable row) {
        return score.bonus(
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("importance", BigDecimal.class)).doubleValue());
    }

    private Mono<List<RecalledMemory>> told(Connection connection, TenantId tenant, List<Hit> hits, RecallScore score) {
        Map<UUID, Hit> byId = hits.stream().collect(Collectors.toMap(Hit::id, Function.identity()));
        return ResourceScan.these(
                        connection,
                        Memories.TYPE,
                        tenant,
                        hits.stream().map(Hit::id).toList())
                .map(slice -> slice.rows().stream()
                        .map(row -> json.readValue(row, Memory.class))
                        .map(memory -> told(Objects.requireNonNull(byId.get(memory.id())), memory, score))
                        .toList());
    }

    private static RecalledMemory told(Hit hit, Memory memory, RecallScore score) {
        return new RecalledMemory(memory, hit.score(), hit.similarity(), score.recency(memory.createdAt()), hit.by());
    }
}
