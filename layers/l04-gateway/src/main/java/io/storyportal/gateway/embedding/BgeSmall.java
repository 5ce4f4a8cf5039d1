package io.storyportal.gateway.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * bge-small-en-v1.5, quantised, by ONNX Runtime. Blocking; safe for use by several threads. The session is made with
 * one thread per call and from a file, since from memory the model would have to pass through the heap several times
 * over (its default loader does not fit into 128 MB).
 */
final class BgeSmall {

    static final String NAME = "bge-small-en-v1.5-q";
    static final int DIMENSION = 384;

    /** The model reads 512 tokens at once; two of them are the marks at both ends. */
    private static final int WINDOW = 510;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieceTokenizer tokenizer;
    private final int begin;
    private final int end;

    private BgeSmall(OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
        this.begin = tokenizer.idOf("[CLS]");
        this.end = tokenizer.idOf("[SEP]");
    }

    static BgeSmall load() throws IOException, OrtException {
        WordPieceTokenizer tokenizer = tokenizer();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Path file = Files.createTempFile("portal-embedding-", ".onnx");
        try (InputStream model = resource("/bge-small-en-v1.5-q.onnx");
                var options = new OrtSession.SessionOptions()) {
            Files.copy(model, file, StandardCopyOption.REPLACE_EXISTING);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new BgeSmall(environment, environment.createSession(file.toString(), options), tokenizer);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static WordPieceTokenizer tokenizer() throws IOException {
        try (InputStream file = resource("/bge-small-en-v1.5-q-tokenizer.json")) {
            JsonNode vocabulary =
                    JsonMapper.shared().readTree(file).path("model").path("vocab");
            Map<String, Integer> ids = HashMap.newHashMap(vocabulary.size());
            vocabulary.forEachEntry((token, id) -> ids.put(token, id.asInt()));
            return new WordPieceTokenizer(ids);
        }
    }

    /** The text's vector, of length 1. A text longer than the model's window is the weighted mean of its windows. */
    float[] embed(String text) throws OrtException {
        int[] tokens = tokenizer.encode(text);
        float[] sum = new float[DIMENSION];
        int at = 0;
        do {
            int length = Math.min(WINDOW, tokens.length - at);
            float[] part = embed(tokens, at, length);
            for (int i = 0; i < DIMENSION; i++) {
                sum[i] += part[i] * Math.max(1, length);
            }
            at += length;
        } while (at < tokens.length);
        return normalized(sum);
    }

    private float[] embed(int[] tokens, int from, int length) throws OrtException {
        long[] ids = new long[length + 2];
        ids[0] = begin;
        for (int i = 0; i < length; i++) {
            ids[i + 1] = tokens[from + i];
        }
        ids[length + 1] = end;
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor input = tensor(ids);
                OnnxTensor attention = tensor(mask);
                OnnxTensor types = tensor(new long[ids.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
            return normalized(firstToken(result.get(0)));
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    /** BGE's sentence vector is that of the [CLS] mark. */
    private static float[] firstToken(OnnxValue lastHiddenState) {
        FloatBuffer all = Objects.requireNonNull(((OnnxTensor) lastHiddenState).getFloatBuffer());
        float[] vector = new float[DIMENSION];
        all.get(vector);
        return vector;
    }

    private static float[] normalized(float[] vector) {
        double square = 0;
        for (float each : vector) {
            square += (double) each * each;
        }
        float norm = (float) Math.max(Math.sqrt(square), 1e-12);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = vector[i] / norm;
        }
        return unit;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = BgeSmall.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException("The jar has no " + name);
        }
        return resource;
    }
}
