package io.storyportal.data.embeddings;

/**
 * An index that pgvector keeps of one set, and of that alone: what another tenant has costs its searches nothing.
 *
 * @param number names it, and marks what is in it
 * @param home the schema that pgvector is in, quoted
 */
record VectorIndex(VectorSet set, long number, String home) {

    /** In PostgreSQL. */
    String name() {
        return "embedding_points_" + number;
    }

    /** The type of what is compared: two bytes per dimension. */
    String type() {
        return home + ".halfvec(" + set.dimension() + ")";
    }
}
