package io.storyportal.data.embeddings;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The vectors of one text's pieces as they are stored. {@code exact} is four bytes per dimension. {@code codes} is one, to be
 * scanned four times as fast: per piece the step between two values, how far the code may be from its vector, and the
 * values in steps.
 */
record PackedVectors(int dimension, int pieces, byte[] codes, byte[] exact) {

    private static final int HEADER = 2 * Float.BYTES;
    private static final int STEPS = 127;

    /** One piece's likeness to a question: as the code has it, and by how much the vector's may differ at most. */
    record Estimate(double likeness, double error) {}

    static PackedVectors of(List<float[]> vectors) {
        int dimension = vectors.getFirst().length;
        ByteBuffer codes = ByteBuffer.allocate(vectors.size() * stride(dimension));
        ByteBuffer exact = ByteBuffer.allocate(vectors.size() * dimension * Float.BYTES);
        for (float[] vector : vectors) {
            putCode(codes, vector);
            for (float value : vector) {
                exact.putFloat(value);
            }
        }
        return new PackedVectors(dimension, vectors.size(), codes.array(), exact.array());
    }

    /** The bytes that the code of one piece takes. */
    static int stride(int dimension) {
        return HEADER + dimension;
    }

    private static void putCode(ByteBuffer codes, float[] vector) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        float step = largest / STEPS;
        double square = 0;
        byte[] values = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            values[i] = (byte) Math.round(vector[i] / step);
            double off = vector[i] - values[i] * step;
            square += off * off;
        }
        // A little more than it is, for what computing with floats loses.
        codes.putFloat(step).putFloat((float) (Math.sqrt(square) + 1e-5)).put(values);
    }

    /**
     * The likeness of the best piece lies between the greatest of the lower and the greatest of the upper bounds, since the dot
     * product with a vector of length 1 moves by no more than the other vector does (Cauchy-Schwarz).
     */
    static Estimate estimate(byte[] codes, int start, int end, float[] question) {
        ByteBuffer head = ByteBuffer.wrap(codes);
        double lower = -2;
        double upper = -2;
        for (int at = start; at < end; at += stride(question.length)) {
            float sum = 0;
            for (int i = 0, from = at + HEADER; i < question.length; i++) {
                sum += question[i] * codes[from + i];
            }
            double likeness = sum * head.getFloat(at);
            double error = head.getFloat(at + Float.BYTES);
            lower = Math.max(lower, likeness - error);
            upper = Math.max(upper, likeness + error);
        }
        return new Estimate((lower + upper) / 2, (upper - lower) / 2);
    }

    /** The vectors that {@code exact} was made of. */
    static List<float[]> unpacked(byte[] exact, int dimension) {
        FloatBuffer values = ByteBuffer.wrap(exact).asFloatBuffer();
        List<float[]> vectors = new ArrayList<>();
        while (values.hasRemaining()) {
            float[] vector = new float[dimension];
            values.get(vector);
            vectors.add(vector);
        }
        return vectors;
    }

    /** The best piece and its likeness. */
    record Best(int piece, double likeness) {}

    static Best best(byte[] exact, float[] question) {
        ByteBuffer values = ByteBuffer.wrap(exact);
        Best best = new Best(0, -2);
        int pieces = exact.length / Float.BYTES / question.length;
        for (int piece = 0; piece < pieces; piece++) {
            double sum = 0;
            for (float each : question) {
                sum += (double) each * values.getFloat();
            }
            if (sum > best.likeness()) {
                best = new Best(piece, sum);
            }
        }
        return best;
    }
}
