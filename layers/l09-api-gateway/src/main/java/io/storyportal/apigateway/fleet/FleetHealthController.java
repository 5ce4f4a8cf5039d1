package io.storyportal.apigateway.fleet;

import io.storyportal.apigateway.fleet.FleetHealth.Fleet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The door's own start, for orchestrators, and the state of every layer behind it, for people with a key. */
@RestController
final class FleetHealthController {

    private final FleetHealth fleet;
    private final AtomicBoolean started = new AtomicBoolean();

    FleetHealthController(FleetHealth fleet) {
        this.fleet = fleet;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        started.set(true);
    }

    @GetMapping("/health/startup")
    Mono<ResponseEntity<Map<String, String>>> startup() {
        return Mono.fromSupplier(() -> started.get()
                ? ResponseEntity.ok(Map.of("status", "UP"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "STARTING")));
    }

    /** 200 also when a layer is down: the question was answered, and the answer says so. */
    @GetMapping("/health/detailed")
    Mono<Fleet> detailed() {
        return fleet.ask();
    }
}
