package io.storyportal.planning.template;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Vectors of sentences by the model that L04 embeds with by default. */
public final class Sentences {
    private static final EmbeddingModel MODEL = new BgeSmallEnV15QuantizedEmbeddingModel();

    private static final Map<String, float[]> KNOWN = new ConcurrentHashMap<>();

    private Sentences() {}

    public static List<float[]> vectors(List<String> sentences) {
        Function<String, float[]> embed =
                text -> MODEL.embed(TextSegment.from(text)).content().vector();
        return sentences.stream().map(embed).toList();
    }
}
