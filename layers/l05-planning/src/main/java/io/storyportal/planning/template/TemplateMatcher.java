package io.storyportal.planning.template;

import io.storyportal.planning.template.Template.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Decides which template a goal means: likeness of words (given by the caller: by meaning or by keywords) and evidence
 * (file kinds, an address, a query) together. A template that the words fit and the files do not is said to lack
 * something, rather than replaced by one the user did not mean.
 */
public final class TemplateMatcher {
    private final TemplateCatalogue catalogue;

    public TemplateMatcher(TemplateCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * How alike words and template are.
     *
     * @param of by template
     * @param none likeness to goals that no template fits
     * @param threshold below it nothing fits
     * @param words how it was found, for people
     */
    public record Likeness(ToDoubleFunction<Template> of, double none, double threshold, String words) {}

    private record Candidate(Template template, double words, double score, Optional<String> missing) {}

    public Match match(GoalReading reading, Likeness likeness) {
        List<Candidate> ranked = new ArrayList<>();
        for (Template template : catalogue.templates()) {
            double words = likeness.of().applyAsDouble(template);
            double score = words + evidence(template, reading, likeness.threshold());
            ranked.add(new Candidate(template, words, score, missing(template, reading)));
        }
        ranked.sort(Comparator.comparingDouble(Candidate::score).reversed());
        Candidate best = ranked.getFirst();
        // Files speak for one template against another, never for a template against none.
        if (best.score() < likeness.threshold() || (best.words() < likeness.none() && !says(best, reading))) {
            return new Match.NoneFits("the nearest template, %s, is not near enough (%s)"
                    .formatted(best.template().name(), score(best.score())));
        }
        if (best.missing().isEmpty()) {
            return fits(best, likeness);
        }
        return new Match.Lacks(best.template(), best.missing().get());
    }

    /** A goal that brings a query means it, whatever the words around it. */
    private static boolean says(Candidate best, GoalReading reading) {
        return best.template().slots().containsKey(Slot.SQL) && reading.sql().isPresent();
    }

    private static Match fits(Candidate best, Likeness likeness) {
        return new Match.Fits(
                best.template(),
                "Template %s, matched by %s (%s)."
                        .formatted(best.template().name(), likeness.words(), score(best.score())));
    }

    /** What the template needs and the goal does not bring; empty when it can run. */
    public static Optional<String> missing(Template template, GoalReading reading) {
        if (!template.files().metBy(reading.files())) {
            return Optional.of(template.files().missing());
        }
        for (Map.Entry<Slot, Template.SlotNeed> slot : template.slots().entrySet()) {
            if (slot.getValue().required() && !filled(slot.getKey(), reading)) {
                return Optional.of(slot.getValue().missing());
            }
        }
        return Optional.empty();
    }

    private static boolean filled(Slot slot, GoalReading reading) {
        return switch (slot) {
            case KEY -> !reading.keys().isEmpty();
            case URL -> reading.url().isPresent();
            case SQL -> reading.sql().isPresent();
            case QUESTION -> !reading.question().isBlank();
        };
    }

    /** In shares of the threshold, so that it weighs the same whatever the scale of the likeness. */
    private static double evidence(Template template, GoalReading reading, double threshold) {
        double evidence = 0;
        if (template.files().preferredIn(reading.files())) {
            evidence += 0.06;
        }
        if (!template.files().metBy(reading.files())) {
            evidence -= 0.09;
        }
        if (template.slots().containsKey(Slot.SQL) && reading.sql().isPresent()) {
            evidence += 0.30;
        }
        boolean needsUrl = template.slots().containsKey(Slot.URL);
        if (needsUrl) {
            evidence += reading.url().isPresent() ? 0.08 : -0.05;
        }
        return evidence * threshold;
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}
