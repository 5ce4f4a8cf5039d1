package io.storyportal.apigateway.bridge;

import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.TenantId;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** What the door asks L01 on its own behalf: whose an API key is. */
public final class L01Bridge {

    private static final Caller SELF = SystemCaller.of(TenantId.DEFAULT, "l09");

    /** Whose key it is; tier as L01 names it. */
    public record ResolvedKey(UUID tenantId, String principal, Set<Role> roles, String tier) {}

    record ResolveKey(String key) {}

    interface ApiKeys {

        @PostExchange("/api/api-keys/resolve")
        Mono<ResolvedKey> resolve(@RequestBody ResolveKey request);
    }

    private final ApiKeys keys;

    public L01Bridge(Bridges bridges) {
        this.keys = bridges.client("l01", ApiKeys.class);
    }

    public Mono<ResolvedKey> resolve(String key) {
        return keys.resolve(new ResolveKey(key)).contextWrite(SELF::write);
    }
}
