package io.storyportal.planning;

import io.storyportal.planning.template.Sentences;
import io.storyportal.planning.work.ModelService;
import io.storyportal.planning.work.WorkFailure;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** L04 in memory: real vectors, and a model that says what it was told to say, in turn. */
public final class FakeModels implements ModelService {
    private static final JsonMapper JSON = new JsonMapper();

    private static final BigDecimal PRICE = new BigDecimal("0.0125");

    private final Queue<String> answers = new ArrayDeque<>();
    private final List<Question> asked = new ArrayList<>();
    private boolean embeds = true;
    private @Nullable BigDecimal price = PRICE;
    private @Nullable WorkFailure failure;

    public synchronized void reset() {
        answers.clear();
        asked.clear();
        embeds = true;
        price = PRICE;
        failure = null;
    }

    public synchronized void says(String... json) {
        answers.addAll(List.of(json));
    }

    public synchronized void hasNoPrice() {
        price = null;
    }

    public synchronized void failsWith(WorkFailure why) {
        failure = why;
    }

    public synchronized void cannotEmbed() {
        embeds = false;
    }

    public synchronized List<Question> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized Mono<Boolean> available() {
        return Mono.just(!answers.isEmpty() || failure != null);
    }

    @Override
    public synchronized Mono<Answer> infer(Question question) {
        asked.add(question);
        if (failure != null) {
            return Mono.error(failure);
        }
        String answer = answers.size() > 1 ? answers.poll() : answers.peek();
        return Mono.just(new Answer("test-model", answer, JSON.readTree(answer), price));
    }

    @Override
    public synchronized Mono<Vectors> embed(List<String> sentences) {
        return embeds
                ? Mono.fromCallable(() -> new Vectors("bge", Sentences.vectors(sentences)))
                        .subscribeOn(Schedulers.boundedElastic())
                : Mono.error(new WorkFailure(WorkFailure.Kind.UNAVAILABLE, "", "L04 is away"));
    }
}
