package io.storyportal.ui.bridge;

import io.storyportal.kit.web.config.PortalProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every layer whether it is ready, all at once. Health is open, so this needs no token and no caller. */
public final class LayerProbe {

    /** What /health/ready answers, 200 or 503. */
    record Readiness(String status, @Nullable Map<String, String> checks) {}

    private final WebClient http;
    private final PortalProperties properties;
    private final List<String> layers;
    private final Duration timeout;
    private final Clock clock;

    public LayerProbe(WebClient http, PortalProperties properties, List<String> layers, Duration timeout, Clock clock) {
        this.http = http;
        this.properties = properties;
        this.layers = List.copyOf(layers);
        this.timeout = timeout;
        this.clock = clock;
    }

    public Mono<List<LayerHealth>> all() {
        return Flux.fromIterable(layers).flatMapSequential(this::one).collectList();
    }

    private Mono<LayerHealth> one(String layer) {
        if (layer.equals(properties.layer())) {
            // Who reads this was served by it.
            return Mono.just(health(layer, "up", null, null));
        }
        if (!properties.urls().containsKey(layer)) {
            return Mono.just(health(layer, "down", null, "No address is configured"));
        }
        return Mono.defer(() -> {
                    long asked = clock.millis();
                    return http.get()
                            .uri(properties.urlOf(layer).resolve("/health/ready"))
                            .exchangeToMono(answer -> read(layer, answer, asked));
                })
                .timeout(timeout)
                .onErrorResume(unreachable -> Mono.just(health(layer, "down", null, "It does not answer")));
    }

    private Mono<LayerHealth> read(String layer, ClientResponse answer, long asked) {
        long took = clock.millis() - asked;
        if (answer.statusCode().is2xxSuccessful()) {
            return answer.releaseBody().thenReturn(health(layer, "up", took, null));
        }
        return answer.bodyToMono(Readiness.class)
                .map(LayerProbe::failing)
                .onErrorReturn("It answers with status " + answer.statusCode().value())
                .defaultIfEmpty("It is not ready")
                .map(detail -> health(layer, "degraded", took, detail));
    }

    private static String failing(Readiness readiness) {
        Map<String, String> checks = readiness.checks() == null ? Map.of() : readiness.checks();
        String down = checks.entrySet().stream()
                .filter(check -> check.getValue().equals("DOWN"))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        return down.isEmpty() ? "It is not ready" : "Waits for " + down;
    }

    private static LayerHealth health(String layer, String status, @Nullable Long took, @Nullable String detail) {
        return new LayerHealth(layer, LayerNames.of(layer), status, took, detail);
    }
}
