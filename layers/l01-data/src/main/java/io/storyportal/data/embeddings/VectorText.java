package io.storyportal.data.embeddings;

/** A vector as pgvector reads it. */
final class VectorText {

    private VectorText() {}

    static String of(float[] vector) {
        StringBuilder text = new StringBuilder(vector.length * 12).append('[');
        for (float value : vector) {
            text.append(value).append(',');
        }
        text.setCharAt(text.length() - 1, ']');
        return text.toString();
    }
}
