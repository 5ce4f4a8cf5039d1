package io.storyportal.client.l01;

import io.storyportal.kit.web.bridge.Bridges;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The past: resources as they were, and whether anybody altered what was recorded. */
public final class L01History {

    private static final ParameterizedTypeReference<ServerSentEvent<Verification>> STATE =
            new ParameterizedTypeReference<>() {};

    private final WebClient client;

    public L01History(Bridges bridges) {
        this.client = bridges.webClient("l01");
    }

    /**
     * How far a verification has come.
     *
     * @param unchained events at the beginning that carry no hashes
     * @param checkpoints signatures that agree with the chain
     * @param hash of the event at {@code position}, in hex: keep it to compare with later
     * @param finding the first thing that is wrong; null for none so far
     */
    public record Verification(
            long position,
            long lastPosition,
            long unchained,
            long checkpoints,
            @Nullable String hash,
            @Nullable Finding finding) {}

    /** @param kind {@code altered}, {@code missing}, {@code inserted} or {@code checkpoint} */
    public record Finding(
            String kind, long position, @Nullable UUID eventId, String detail) {}

    /** The resource ({@code goals}, …) after the event at a position of the tenant's log. */
    public <T> Mono<T> asOf(String resource, UUID id, long position, Class<T> type) {
        return past(resource, id, "position", position, type);
    }

    /** The resource as it was at a time. */
    public <T> Mono<T> asOf(String resource, UUID id, Instant at, Class<T> type) {
        return past(resource, id, "at", at, type);
    }

    private <T> Mono<T> past(String resource, UUID id, String name, Object moment, Class<T> type) {
        return client.get()
                .uri(path -> path.path("/api/history/{resource}/{id}")
                        .queryParam(name, "{moment}")
                        .build(resource, id, moment))
                .retrieve()
                .bodyToMono(type);
    }

    /** Checks the whole log of the caller's tenant: progress once a second, the result last. An end before it is an error. */
    public Flux<Verification> verify() {
        return client.get()
                .uri("/api/history/verification")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(STATE)
                .concatWith(
                        Mono.error(() -> new IllegalStateException("The verification broke off: it proves nothing")))
                .takeUntil(state -> "done".equals(state.event()))
                .mapNotNull(ServerSentEvent::data);
    }
}
