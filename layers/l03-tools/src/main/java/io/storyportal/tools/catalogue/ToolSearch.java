package io.storyportal.tools.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storyportal.kit.web.context.InContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Finds tools by what they do: by meaning through L04, by words when L04 cannot be asked, and says which. */
public final class ToolSearch {
    private static final Logger log = LoggerFactory.getLogger(ToolSearch.class);

    private final Catalogue catalogue;
    private final Embeddings embeddings;
    private volatile @Nullable Map<String, float[]> vectors;

    public ToolSearch(Catalogue catalogue, Embeddings embeddings) {
        this.catalogue = catalogue;
        this.embeddings = embeddings;
    }

    public enum SearchMode {
        @JsonProperty("semantic")
        SEMANTIC,
        @JsonProperty("keyword")
        KEYWORD
    }

    /** @param score 0 to 1, comparable within one answer only */
    public record SearchHit(ToolView tool, double score) {}

    /** @param note why words were compared instead of meaning */
    public record SearchResult(
            List<SearchHit> items,
            SearchMode mode,
            @Nullable String note) {}

    public Mono<SearchResult> search(String query, int limit) {
        return catalogue.list().collectList().flatMap(tools -> byMeaning(query)
                .map(scores -> new SearchResult(best(tools, scores, limit), SearchMode.SEMANTIC, null))
                .onErrorResume(failure -> InContext.fromRunnable(
                                () -> log.debug("Tools are searched by words: {}", failure.getMessage()))
                        .then(Mono.fromSupplier(() -> new SearchResult(
                                best(tools, byWords(query), limit),
                                SearchMode.KEYWORD,
                                "The model gateway cannot be asked, so words were compared instead of meaning")))));
    }

    private Mono<Map<String, Double>> byMeaning(String query) {
        return toolVectors().flatMap(known -> embeddings.embed(List.of(query)).map(embedded -> {
            Map<String, Double> scores = new HashMap<>();
            known.forEach((name, vector) -> scores.put(name, cosine(vector, embedded.getFirst())));
            return scores;
        }));
    }

    /** Computed once: descriptions change with the version only. */
    private Mono<Map<String, float[]>> toolVectors() {
        Map<String, float[]> known = vectors;
        if (known != null) {
            return Mono.just(known);
        }
        Map<String, String> texts = catalogue.descriptions();
        List<String> names = List.copyOf(texts.keySet());
        return embeddings.embed(List.copyOf(texts.values())).map(embedded -> {
            Map<String, float[]> computed = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                computed.put(names.get(i), embedded.get(i));
            }
            vectors = computed;
            return computed;
        });
    }

    private Map<String, Double> byWords(String query) {
        List<String> wanted = words(query);
        Map<String, Double> scores = new HashMap<>();
        catalogue.descriptions().forEach((name, text) -> {
            List<String> words = words(text);
            long found = wanted.stream()
                    .filter(w -> words.stream()
                            .anyMatch(each -> each.startsWith(w) || w.startsWith(each) && each.length() > 3))
                    .count();
            if (found > 0) {
                scores.put(name, (double) found / wanted.size());
            }
        });
        return scores;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.length() > 2) {
                words.add(word);
            }
        }
        return words;
    }

    private static List<SearchHit> best(List<ToolView> tools, Map<String, Double> scores, int limit) {
        return tools.stream()
                .filter(t -> scores.containsKey(t.name()))
                .map(t -> new SearchHit(t, Math.round(scores.getOrDefault(t.name(), 0.0) * 10_000) / 10_000.0))
                .sorted(Comparator.comparingDouble(SearchHit::score).reversed())
                .limit(limit)
                .toList();
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            dot += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }
        return lengthA == 0 || lengthB == 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
    }
}
