package io.storyportal.kit.events;

import io.lettuce.core.pubsub.api.reactive.ChannelMessage;
import io.storyportal.kit.data.redis.RedisConnections;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Redis' word that there is something new in the feed. Lost hints do no harm: a follower also looks by itself. */
public final class EventHints {

    static final String CHANNEL = "l01:events";

    private final Flux<String> hints;

    public EventHints(RedisConnections redis) {
        this.hints = redis.pubSub()
                .flatMapMany(connection -> connection
                        .reactive()
                        .observeChannels()
                        .mergeWith(connection.reactive().subscribe(CHANNEL).thenMany(Flux.empty())))
                .filter(message -> CHANNEL.equals(message.getChannel()))
                .map(ChannelMessage::getMessage)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .share();
    }

    /** Published events as JSON text, as they come; only the newest is kept for a slow reader. */
    public Flux<String> all() {
        return hints.onBackpressureLatest();
    }
}
