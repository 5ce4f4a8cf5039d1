package io.storyportal.planning.decompose;

import io.storyportal.kit.web.context.InContext;
import io.storyportal.planning.template.GoalReading;
import io.storyportal.planning.template.Keywords;
import io.storyportal.planning.template.MeaningIndex;
import io.storyportal.planning.template.TemplateCatalogue;
import io.storyportal.planning.template.TemplateMatcher.Likeness;
import io.storyportal.planning.work.ModelService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Likeness of a goal and the templates by the platform's embeddings. The examples are embedded once, and again when L04
 * answers with another model. When L04 does not answer, keywords have to do.
 */
final class TemplateMeaning {
    private static final Logger log = LoggerFactory.getLogger(TemplateMeaning.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int LONGEST_TEXT = 1_000;

    private final TemplateCatalogue catalogue;
    private final ModelService models;
    private final AtomicReference<@Nullable MeaningIndex> index = new AtomicReference<>();

    TemplateMeaning(TemplateCatalogue catalogue, ModelService models) {
        this.catalogue = catalogue;
        this.models = models;
    }

    /** @param byMeaning false when keywords had to do */
    record Found(Likeness likeness, boolean byMeaning) {}

    Mono<Found> of(GoalReading reading) {
        return models.embed(List.of(beginning(reading.meaning())))
                .flatMap(goal -> indexFor(goal.model())
                        .map(ready -> new Found(ready.likeness(goal.vectors().getFirst()), true)))
                .timeout(PATIENCE)
                .onErrorResume(failure -> InContext.fromRunnable(
                                () -> log.info("Matching by keywords: {}", failure.toString()))
                        .then(Mono.fromSupplier(() -> new Found(Keywords.likeness(reading), false))));
    }

    /** What a goal means, it says early; models cut long texts anyway. */
    private static String beginning(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** Embeds the examples ahead of the first goal. */
    Mono<Void> warm() {
        return models.embed(catalogue.sentences())
                .doOnNext(vectors -> index.set(new MeaningIndex(catalogue, vectors.model(), vectors.vectors())))
                .then();
    }

    private Mono<MeaningIndex> indexFor(String model) {
        MeaningIndex ready = index.get();
        if (ready != null && ready.model().equals(model)) {
            return Mono.just(ready);
        }
        return warm().then(Mono.fromSupplier(index::get));
    }
}
