package io.storyportal.data.embeddings;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.embeddings.VectorScan.Narrowing;
import io.storyportal.data.resources.Filters;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds what is nearest to a question among a tenant's vectors. Up to {@code exactUpTo} it scans the codes of all, some at a time
 * so that memory is bounded, and compares exactly what may be among the best; so it does where there is no pgvector. A larger
 * set has an index, which says what is near; what it does not have yet is scanned beside it, and so is what may be among the
 * best for another reason than its likeness. So nothing is approximate but which the nearest are.
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

    private final Database database;
    private final SearchSlots slots;
    private final VectorIndexes indexes;
    private final int exactUpTo;

    VectorSearch(Database database, SearchSlots slots, VectorIndexes indexes, int exactUpTo) {
        this.database = database;
        this.slots = slots;
        this.indexes = indexes;
        this.exactUpTo = exactUpTo;
    }

    /**
     * What is asked for.
     *
     * @param likeness what a likeness of 1 is worth
     * @param columns SQL of numbers of {@code t}, the resource's rows; none if the rows are not needed
     * @param bonus what a row is worth whatever its likeness, by these numbers
     * @param worth conditions that all rows match whose bonus is so much or more; of no use without columns
     */
    public record Question(
            String resource,
            Embedded text,
            Filters filters,
            double likeness,
            List<String> columns,
            ToDoubleFunction<double[]> bonus,
            DoubleFunction<Filters> worth,
            int wanted) {

        /** By likeness alone. */
        public static Question nearest(String resource, Embedded text, Filters filters, int wanted) {
            return new Question(resource, text, filters, 1, List.of(), columns -> 0, least -> new Filters(), wanted);
        }

        float[] vector() {
            return text.vectors().getFirst();
        }

        Candidates candidates() {
            return new Candidates(wanted, likeness);
        }

        VectorSet set(TenantId tenant) {
            return new VectorSet(tenant, resource, text.model(), text.dimension());
        }
    }

    /** The cosine of the best piece, which piece that is, and what it is worth with the bonus. */
    public record Near(UUID id, double likeness, int piece, double score) {}

    /**
     * Reads one tenant's rows as they stand, a search among them, as soon as few enough others search; a problem when that takes
     * too long.
     */
    public <T> Mono<T> reading(TenantId tenant, Function<Connection, Mono<T>> work) {
        return slots.within(tenant, database.snapshot(tenant, work));
    }

    /** The best first; of equals the newest. */
    public Mono<List<Near>> best(Connection connection, TenantId tenant, Question question) {
        VectorSet set = question.set(tenant);
        return Mono.defer(() -> indexes.of(set)
                        .map(index -> byIndex(connection, question, index))
                        .orElseGet(() -> byScan(connection, question, set)))
                .flatMapMany(candidates -> Flux.fromIterable(candidates.all()).buffer(COMPARED_AT_ONCE))
                .concatMap(some -> exactly(connection, set, question, some), 1)
                .collectSortedList(Comparator.comparingDouble(Near::score)
                        .thenComparing(Near::id)
                        .reversed())
                .map(all -> all.subList(0, Math.min(all.size(), question.wanted())));
    }

    private Mono<Candidates> byScan(Connection connection, Question question, VectorSet set) {
        Candidates candidates = question.candidates();
        return new VectorScan(question, set, candidates, Narrowing.NONE)
                .compare(connection)
                .doOnNext(compared -> {
                    if (compared > exactUpTo) {
                        indexes.ask(set);
                    }
                })
                .thenReturn(candidates);
    }

    /** Where it finds too little, filters leave few enough to compare all, or it is not filled yet. */
    private Mono<Candidates> byIndex(Connection connection, Question question, VectorIndex index) {
        Candidates candidates = question.candidates();
        return new IndexScan(question, index, candidates, exactUpTo / 5)
                .look(connection)
                .flatMap(found -> found.ids().size() < question.wanted()
                        ? byScan(connection, question, index.set())
                        : beside(connection, question, index.set(), candidates, found));
    }

    private static Mono<Candidates> beside(
            Connection connection, Question question, VectorSet set, Candidates candidates, IndexScan.Found found) {
        return new VectorScan(question, set, candidates, Narrowing.notIndexed(found.ids()))
                .compare(connection)
                .then(Mono.defer(() -> question.columns().isEmpty()
                        ? Mono.empty()
                        : new VectorScan(
                                        question,
                                        set,
                                        candidates,
                                        Narrowing.indexed(worthIt(question, candidates, found), found.ids()))
                                .compare(connection)))
                .thenReturn(candidates);
    }

    /** What is less like the question than all that was found must be worth the rest to be among the best. */
    private static Filters worthIt(Question question, Candidates candidates, IndexScan.Found found) {
        return question.worth().apply(candidates.threshold() - question.likeness() * found.least());
    }

    private static Flux<Near> exactly(
            Connection connection, VectorSet set, Question question, List<Candidates.Candidate> some) {
        Map<UUID, Double> bonuses =
                some.stream().collect(Collectors.toMap(Candidates.Candidate::id, Candidates.Candidate::bonus));
        List<Object> values = new ArrayList<>(set.values());
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
