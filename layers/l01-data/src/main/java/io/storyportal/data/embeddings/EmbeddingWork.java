package io.storyportal.data.embeddings;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.embeddings.EmbeddingFailure.Kind;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives taken texts their vectors; each ends kept, refused, or put back. */
final class EmbeddingWork {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingWork.class);

    /** Texts per call: few, so that nobody who waits for L04 waits long behind us. */
    private static final int TEXTS_AT_ONCE = 16;

    /** Of what L04 answers with failures; that it is away counts for nothing. */
    static final int ATTEMPTS = 8;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Database database;
    private final EmbeddingQueue queue;
    private final Embedder embedder;
    private final Map<String, Source> sources;

    EmbeddingWork(Database database, EmbeddingQueue queue, Embedder embedder, List<Source> sources) {
        this.database = database;
        this.queue = queue;
        this.embedder = embedder;
        this.sources = sources.stream().collect(Collectors.toMap(Source::resource, Function.identity()));
    }

    /** A text cut into what is sent of it. */
    private record Cut(Waiting waiting, List<String> pieces) {}

    /**
     * The model that made the vectors, as the call answered; empty when there were none to make. An error of kind
     * {@link Kind#AWAY} after everything was put back, so that the worker pauses.
     */
    Mono<String> carryOut(List<Waiting> taken) {
        return cut(taken).flatMap(this::embedTogether);
    }

    private Mono<List<Cut>> cut(List<Waiting> taken) {
        TenantId tenant = taken.getFirst().tenant();
        Map<String, Map<UUID, Waiting>> byResource = taken.stream()
                .collect(Collectors.groupingBy(Waiting::resource, Collectors.toMap(Waiting::id, Function.identity())));
        return database.reading(tenant, connection -> Flux.fromIterable(byResource.entrySet())
                        .concatMap(of -> Statements.query(
                                connection,
                                Objects.requireNonNull(sources.get(of.getKey())).select(),
                                List.of(tenant.value(), of.getValue().keySet().toArray(UUID[]::new)),
                                row -> new Cut(
                                        Objects.requireNonNull(of.getValue().get(row.get("id", UUID.class))),
                                        headed(row.get("heading", String.class), row.get("body", String.class)))))
                        .collectList())
                .filter(cuts -> !cuts.isEmpty());
    }

    private static List<String> headed(@Nullable String heading, @Nullable String body) {
        return Pieces.of(body).stream()
                .map(piece -> Pieces.headed(heading, piece))
                .toList();
    }

    /** One that cannot be done is found by trying each alone; the others do not suffer from it. */
    private Mono<String> embedTogether(List<Cut> cuts) {
        return embed(cuts).onErrorResume(EmbeddingFailure.class, failure -> {
            if (failure.kind() == Kind.AWAY) {
                return putBack(cuts, failure);
            }
            return cuts.size() == 1 ? end(cuts.getFirst().waiting(), failure) : embedApart(cuts);
        });
    }

    private Mono<String> embedApart(List<Cut> cuts) {
        return Flux.fromIterable(cuts)
                .concatMap(cut -> embedTogether(List.of(cut)))
                .collectList()
                .flatMap(models -> models.isEmpty() ? Mono.empty() : Mono.just(models.getLast()));
    }

    private Mono<String> embed(List<Cut> cuts) {
        List<String> texts = cuts.stream().flatMap(cut -> cut.pieces().stream()).toList();
        return Flux.fromIterable(texts)
                .buffer(TEXTS_AT_ONCE)
                .concatMap(embedder::embed, 1)
                .collectList()
                .contextWrite(SystemCaller.of(cuts.getFirst().waiting().tenant(), "l01")::write)
                .flatMap(answers -> keep(cuts, joined(answers)));
    }

    /** A model that changes between two calls makes nothing that belongs together. */
    private static Embedded joined(List<Embedded> answers) {
        Embedded first = answers.getFirst();
        List<float[]> vectors = new ArrayList<>();
        for (Embedded answer : answers) {
            if (!answer.model().equals(first.model()) || answer.dimension() != first.dimension()) {
                throw new EmbeddingFailure(
                        Kind.AWAY, "The model changed from " + first.model() + " to " + answer.model(), null);
            }
            vectors.addAll(answer.vectors());
        }
        return new Embedded(first.model(), first.dimension(), vectors);
    }

    private Mono<String> keep(List<Cut> cuts, Embedded all) {
        List<Mono<Boolean>> kept = new ArrayList<>();
        int from = 0;
        for (Cut cut : cuts) {
            int to = from + cut.pieces().size();
            kept.add(queue.keep(
                    cut.waiting(), all.model(), PackedVectors.of(all.vectors().subList(from, to))));
            from = to;
        }
        return Flux.concat(kept).then(Mono.just(all.model()));
    }

    private Mono<String> putBack(List<Cut> cuts, EmbeddingFailure failure) {
        return Flux.fromIterable(cuts)
                .concatMap(cut -> queue.giveBack(cut.waiting(), Duration.ZERO, told(failure)))
                .then(Mono.error(failure));
    }

    private Mono<String> end(Waiting waiting, EmbeddingFailure failure) {
        boolean isFinal = failure.kind() == Kind.REFUSED || waiting.attempts() >= ATTEMPTS;
        if (isFinal) {
            log.warn("{} {} gets no vectors: {}", waiting.resource(), waiting.id(), failure.getMessage());
        }
        return (isFinal
                        ? queue.refuse(waiting, told(failure))
                        : queue.retry(waiting, pause(waiting.attempts()), told(failure)))
                .then(Mono.empty());
    }

    /** A second, doubled by each attempt, up to five minutes; and by chance down to half of it. */
    static Duration pause(int attempts) {
        long longest = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(attempts - 1, 20));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    private static String told(EmbeddingFailure failure) {
        String message = String.valueOf(failure.getMessage());
        return message.length() > 1000 ? message.substring(0, 1000) : message;
    }
}
