package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds what is nearest to a question among all vectors of a tenant: scans their codes, some at a time so that memory is
 * bounded, and compares exactly what may be among the best.
 */
public final class VectorSearch {

    /** Rows whose vectors are compared exactly in one statement; of long texts each has 86 KB. */
    private static final int COMPARED_AT_ONCE = 64;

    private static final String EXACT = """
            select e.id, v.vectors
              from embeddings e
              join embedding_vectors v on v.tenant_id = e.tenant_id and v.resource = e.resource and v.id = e.id
             where e.tenant_id = $1 and e.resource = $2 and e.model = $3 and e.dimension = $4 and e.id = any($5)
            """;

    private VectorSearch() {}

    /**
     * What is asked for.
     *
     * @param likeness what a likeness of 1 is worth
     * @param columns SQL of numbers of {@code t}, the resource's rows; none if the rows are not needed
     * @param bonus what a row is worth whatever its likeness, by these numbers
     */
    public record Question(
            String resource,
            Embedded text,
            Filters filters,
            double likeness,
            List<String> columns,
            ToDoubleFunction<double[]> bonus,
            int wanted) {

        /** By likeness alone. */
        public static Question nearest(String resource, Embedded text, Filters filters, int wanted) {
            return new Question(resource, text, filters, 1, List.of(), columns -> 0, wanted);
        }

        float[] vector() {
            return text.vectors().getFirst();
        }

        List<Object> scope(TenantId tenant) {
            return List.of(tenant.value(), resource, text.model(), text.dimension());
        }
    }

    /** The cosine of the best piece, which piece that is, and what it is worth with the bonus. */
    public record Near(UUID id, double likeness, int piece, double score) {}

    /** The best first; of equals the newest. */
    public static Mono<List<Near>> best(Connection connection, TenantId tenant, Question question) {
        return Mono.defer(() -> new VectorScan(question, tenant).candidates(connection))
                .flatMapMany(candidates -> Flux.fromIterable(candidates).buffer(COMPARED_AT_ONCE))
                .concatMap(some -> exactly(connection, tenant, question, some), 1)
                .collectSortedList(Comparator.comparingDouble(Near::score)
                        .thenComparing(Near::id)
                        .reversed())
                .map(all -> all.subList(0, Math.min(all.size(), question.wanted())));
    }

    private static Flux<Near> exactly(
            Connection connection, TenantId tenant, Question question, List<Candidates.Candidate> some) {
        Map<UUID, Double> bonuses =
                some.stream().collect(Collectors.toMap(Candidates.Candidate::id, Candidates.Candidate::bonus));
        List<Object> values = new ArrayList<>(question.scope(tenant));
        values.add(bonuses.keySet().toArray(UUID[]::new));
        Function<Readable, Near> near = row -> {
            UUID id = Objects.requireNonNull(row.get("id", UUID.class));
            byte[] exact = Objects.requireNonNull(row.get("vectors", byte[].class));
            PackedVectors.Best best = PackedVectors.best(exact, question.vector());
            double score = question.likeness() * best.likeness() + Objects.requireNonNull(bonuses.get(id));
            return new Near(id, best.likeness(), best.piece(), score);
        };
        return Statements.query(connection, EXACT, values, near);
    }
}
