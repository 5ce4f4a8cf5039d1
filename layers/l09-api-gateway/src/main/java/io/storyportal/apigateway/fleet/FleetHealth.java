package io.storyportal.apigateway.fleet;

import io.storyportal.kit.web.config.PortalProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every layer at once whether it is ready; one that does not answer in time is down, and delays nobody. */
final class FleetHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    /**
     * @param status UP, DOWN (says so itself) or UNREACHABLE
     * @param checks the layer's own checks, by name
     */
    record LayerHealth(String status, Map<String, Object> checks, long latencyMs) {}

    record Fleet(String status, Map<String, LayerHealth> layers) {

        static Fleet of(Map<String, LayerHealth> layers) {
            boolean up =
                    layers.values().stream().allMatch(layer -> layer.status().equals("UP"));
            return new Fleet(up ? "UP" : "DEGRADED", layers);
        }
    }

    private final Map<String, URI> urls;
    private final WebClient client;

    FleetHealth(PortalProperties portal, WebClient.Builder builder) {
        Map<String, URI> others = new TreeMap<>(portal.urls());
        others.remove(portal.layer());
        this.urls = Map.copyOf(others);
        this.client = builder.build();
    }

    Mono<Fleet> ask() {
        return Flux.fromIterable(urls.entrySet())
                .flatMap(layer -> ask(layer.getValue()).map(health -> Map.entry(layer.getKey(), health)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .map(Fleet::of);
    }

    private Mono<LayerHealth> ask(URI url) {
        return Mono.defer(() -> {
            long begin = System.nanoTime();
            return client.get()
                    .uri(url + "/health/ready")
                    .exchangeToMono(answer -> read(answer, begin))
                    .timeout(PATIENCE)
                    .onErrorResume(
                            failure -> Mono.fromSupplier(() -> new LayerHealth("UNREACHABLE", Map.of(), since(begin))));
        });
    }

    private static Mono<LayerHealth> read(ClientResponse answer, long begin) {
        return answer.bodyToMono(OBJECT)
                .map(body ->
                        new LayerHealth(String.valueOf(body.get("status")), checks(body.get("checks")), since(begin)));
    }

    private static Map<String, Object> checks(@Nullable Object value) {
        Map<String, Object> checks = new TreeMap<>();
        if (value instanceof Map<?, ?> reported) {
            reported.forEach((name, state) -> checks.put(String.valueOf(name), String.valueOf(state)));
        }
        return checks;
    }

    private static long since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
}
