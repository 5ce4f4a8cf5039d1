package io.storyportal.kit.web.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The two probes of every layer; the only paths that need no authentication. */
@RestController
public final class HealthController {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** {@code UP} or {@code DOWN}, and for readiness each check by name. */
    public record Health(String status, Map<String, String> checks) {

        static Health of(Map<String, String> checks) {
            return new Health(checks.containsValue("DOWN") ? "DOWN" : "UP", checks);
        }
    }

    private final List<ReadinessCheck> checks;
    private final Drain drain;

    public HealthController(List<ReadinessCheck> checks, Drain drain) {
        this.checks = checks;
        this.drain = drain;
    }

    @GetMapping("/health/live")
    public Mono<Health> live() {
        return Mono.just(new Health("UP", Map.of()));
    }

    @GetMapping("/health/ready")
    public Mono<ResponseEntity<Health>> ready() {
        return Flux.fromIterable(checks)
                .flatMap(check -> check.ready()
                        .timeout(PATIENCE)
                        .onErrorReturn(false)
                        .defaultIfEmpty(false)
                        .map(up -> Map.entry(check.name(), up ? "UP" : "DOWN")))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .map(states -> {
                    if (drain.isDraining()) {
                        states.put("draining", "DOWN");
                    }
                    Health health = Health.of(states);
                    HttpStatus status = health.status().equals("UP") ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
                    return ResponseEntity.status(status).body(health);
                });
    }
}
