package io.storyportal.data;

import io.storyportal.kit.web.caller.DevKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a running L01 shows at {@code /actuator/prometheus}, as a scraper with a key reads it. */
public record Scrape(Map<String, Double> samples) {

    public static Scrape of(int port) {
        String text = Objects.requireNonNull(WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .build()
                .get()
                .uri("/actuator/prometheus")
                .headers(headers -> headers.setBearerAuth(DevKey.VALUE))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        Map<String, Double> samples = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            int end = line.lastIndexOf(' ');
            samples.put(line.substring(0, end), number(line.substring(end + 1)));
        });
        return new Scrape(samples);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The one sample of this name, labels included. */
    public double value(String sample) {
        return Objects.requireNonNull(samples.get(sample), () -> sample + " is not exported, but " + names());
    }

    /** The samples' names without labels. */
    public Set<String> names() {
        return samples.keySet().stream()
                .map(sample -> sample.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }
}
