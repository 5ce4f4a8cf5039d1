package io.storyportal.apigateway.credentials;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Asks the directory once per key and moment, also for keys it does not know, and shares one question among concurrent
 * requests, in the trace of the first. Keeps fingerprints, not keys. Failures are not remembered.
 */
final class RememberedKeys implements KeyDirectory {

    private static final int MOST = 10_000;

    private final KeyDirectory directory;
    private final AsyncCache<Fingerprint, Optional<KeyHolder>> known;
    private final Sinks.Many<Boolean> forgotten = Sinks.many().multicast().directBestEffort();

    RememberedKeys(KeyDirectory directory, Duration memory) {
        this.directory = directory;
        this.known =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(memory).buildAsync();
    }

    @Override
    public Mono<KeyHolder> holderOf(String key) {
        return Mono.deferContextual(request -> Mono.fromFuture(
                        known.get(Fingerprint.of("key", key), (fingerprint, executor) -> directory
                                .holderOf(key)
                                .singleOptional()
                                .contextWrite(request)
                                .toFuture()),
                        true))
                .flatMap(Mono::justOrEmpty);
    }

    /** Whether the directory need not be asked about this key now. */
    boolean remembers(String key) {
        return known.getIfPresent(Fingerprint.of("key", key)) != null;
    }

    /** Forgets every key, after one may have been revoked. */
    void forget() {
        known.synchronous().invalidateAll();
        // Whoever is still asking about the last change asks once more then.
        forgotten.emitNext(Boolean.TRUE, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    /**
     * Completes when the key is found to have no holder any more. Looks at once, for what was forgotten before anybody
     * listened here, and whenever a key may have been revoked.
     */
    Mono<Void> endOf(String key) {
        return Flux.merge(forgotten.asFlux(), Mono.just(Boolean.TRUE))
                .onBackpressureLatest()
                .concatMap(changed -> holderOf(key).hasElement().onErrorReturn(true), 1)
                .filter(holds -> !holds)
                .next()
                .then();
    }
}
