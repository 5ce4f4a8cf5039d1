package io.storyportal.qa.stories.faults;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.data.redis.RedisProperties;
import io.storyportal.kit.events.CheckpointStore;
import io.storyportal.kit.events.EventEnvelope;
import io.storyportal.kit.events.EventFeed;
import io.storyportal.kit.events.EventFollower;
import io.storyportal.kit.events.EventHints;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.TokenSigner;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A layer's follower, with the kit's own client: by the feed of all tenants, from a checkpoint, woken by Redis. It can be
 * ended and begun again like a layer that was killed; then it may see again what its last page held.
 */
final class FeedReader implements CheckpointStore, AutoCloseable {

    private final EventFeed feed;
    private final RedisConnections redis;
    private final EventHints hints;
    private final List<List<EventEnvelope>> lives = new ArrayList<>();
    private volatile @Nullable String checkpoint;
    private EventFollower follower;

    FeedReader(DataServers servers) {
        var properties = new PortalProperties(
                "l05",
                PortalProperties.Profile.DEV,
                servers.keys(),
                servers.keys(),
                List.of(),
                List.of(),
                Map.of("l01", servers.url()),
                Duration.ofSeconds(5));
        var bridges = new Bridges(
                properties,
                new TokenSigner("l05", new KeyFolder(servers.keys()), Clock.systemUTC()),
                WebClient.builder(),
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build());
        feed = new EventFeed(bridges, SystemCaller.of(TenantId.DEFAULT, "l05"));
        redis = new RedisConnections(new RedisProperties(servers.redisUrl(), Duration.ofSeconds(1)));
        hints = new EventHints(redis);
        follower = live();
    }

    /** Ends it in the middle of whatever it does and begins another at the checkpoint. */
    synchronized void restart() {
        follower.stop();
        follower = live();
    }

    private EventFollower live() {
        var handled = new ArrayList<EventEnvelope>();
        lives.add(handled);
        var begun = new EventFollower(
                "ledger",
                List.of("custom.*"),
                feed,
                hints,
                this,
                event -> Mono.fromRunnable(() -> {
                    synchronized (FeedReader.this) {
                        handled.add(event);
                    }
                }));
        begun.start();
        return begun;
    }

    /** The positions of a tenant's events as each life of the follower saw them. */
    synchronized List<List<Long>> positions(TenantId tenant) {
        return lives.stream()
                .map(life -> life.stream()
                        .filter(event -> event.metadata().tenantId().equals(tenant))
                        .map(EventEnvelope::position)
                        .toList())
                .toList();
    }

    @Override
    public Mono<String> load(String name) {
        return Mono.fromSupplier(() -> checkpoint);
    }

    @Override
    public Mono<Void> save(String name, String cursor) {
        return Mono.fromRunnable(() -> checkpoint = cursor);
    }

    @Override
    public void close() {
        follower.stop();
        redis.destroy();
    }
}
