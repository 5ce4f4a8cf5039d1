package io.storyportal.data.embeddings;

import java.util.List;

/** Vectors of length 1, one for each text, all of one model. Vectors of different models cannot be compared. */
public record Embedded(String model, int dimension, List<float[]> vectors) {

    /** Enough for every model that is known, and a bound on what an answer can make us keep. */
    static final int WIDEST = 4096;

    /** What came for {@code texts} texts; a failure unless it is vectors that can be compared. */
    public static Embedded of(String model, List<float[]> vectors, int texts) {
        if (model.isBlank() || vectors.size() != texts) {
            throw broken(vectors.size() + " vectors of model '" + model + "' for " + texts + " texts");
        }
        int dimension = vectors.getFirst().length;
        if (dimension < 1 || dimension > WIDEST) {
            throw broken("a vector of " + dimension + " dimensions");
        }
        return new Embedded(
                model,
                dimension,
                vectors.stream().map(vector -> unit(vector, dimension)).toList());
    }

    private static float[] unit(float[] vector, int dimension) {
        if (vector.length != dimension) {
            throw broken("vectors of " + dimension + " and of " + vector.length + " dimensions");
        }
        double square = 0;
        for (float each : vector) {
            square += (double) each * each;
        }
        if (!Double.isFinite(square) || square < 1e-12) {
            throw broken("a vector without a direction");
        }
        float[] unit = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(square));
        }
        return unit;
    }

    private static EmbeddingFailure broken(String what) {
        return new EmbeddingFailure(EmbeddingFailure.Kind.BROKEN, "It answered with " + what, null);
    }
}
