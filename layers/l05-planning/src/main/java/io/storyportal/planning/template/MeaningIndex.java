package io.storyportal.planning.template;

import java.util.List;

/**
 * The vectors of every example sentence, made once. Immutable.
 *
 * @param vectors in the order of {@link TemplateCatalogue#sentences()}
 */
public record MeaningIndex(TemplateCatalogue catalogue, String model, List<float[]> vectors) {
    /** Calibrated on bge-small-en-v1.5, whose cosines of unrelated sentences lie near 0.5. */
    private static final double THRESHOLD = 0.72;

    public MeaningIndex {
        vectors = List.copyOf(vectors);
        if (vectors.size() != catalogue.sentences().size()) {
            throw new IllegalArgumentException("One vector per sentence is needed");
        }
    }

    public TemplateMatcher.Likeness likeness(float[] goal) {
        int templates = catalogue.templates().size();
        double[] nearest = new double[templates];
        int at = 0;
        for (int i = 0; i < templates; i++) {
            int sentences = catalogue.templates().get(i).examples().size();
            nearest[i] = nearest(goal, at, at + sentences);
            at += sentences;
        }
        double none = nearest(goal, at, vectors.size());
        return new TemplateMatcher.Likeness(
                template -> nearest[catalogue.templates().indexOf(template)], none, THRESHOLD, "meaning");
    }

    private double nearest(float[] goal, int from, int to) {
        double best = -1;
        for (int i = from; i < to; i++) {
            best = Math.max(best, cosine(goal, vectors.get(i)));
        }
        return best;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }
        return lengthA == 0 || lengthB == 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
    }
}
