package io.storyportal.kit.events;

import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.caller.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** L01's feed over all tenants; the truth that followers read. */
public final class EventFeed {

    static final int PAGE = 200;

    /** Events in commit order; {@code nextCursor} is where to read on, also when there was nothing. */
    public record Page(List<EventEnvelope> items, @Nullable String nextCursor) {}

    private final Bridges bridges;
    private final Caller caller;
    private volatile @Nullable WebClient client;

    public EventFeed(Bridges bridges, Caller caller) {
        this.bridges = bridges;
        this.caller = caller;
    }

    /** Up to 200 events after the cursor, of the types asked for ({@code plan.*}); from the beginning when null. */
    public Mono<Page> after(@Nullable String cursor, List<String> types) {
        return client().get()
                .uri(uri -> {
                    uri.path("/api/events/feed").queryParam("limit", PAGE);
                    types.forEach(type -> uri.queryParam("types", type));
                    return cursor == null
                            ? uri.build()
                            : uri.queryParam("after", "{cursor}").build(cursor);
                })
                .retrieve()
                .bodyToMono(Page.class)
                .contextWrite(caller::write);
    }

    private WebClient client() {
        WebClient made = client;
        if (made == null) {
            made = bridges.webClient("l01");
            client = made;
        }
        return made;
    }
}
