package io.storyportal.apigateway.bridge;

import io.storyportal.client.l01.api.ApiKeyControllerApi;
import io.storyportal.client.l01.model.ResolveApiKey;
import io.storyportal.client.l01.model.ResolvedApiKey;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.TenantId;
import org.springframework.http.HttpEntity;
import reactor.core.publisher.Mono;

/** What the door asks L01 on its own behalf: whose an API key is. */
public final class L01Bridge {

    private static final Caller SELF = SystemCaller.of(TenantId.DEFAULT, "l09");

    private final ApiKeyControllerApi keys;

    public L01Bridge(Bridges bridges) {
        this.keys = bridges.client("l01", ApiKeyControllerApi.class);
    }

    public Mono<ResolvedApiKey> resolve(String key) {
        return keys.resolveApiKey(Mono.just(new ResolveApiKey().key(key)))
                .mapNotNull(HttpEntity::getBody)
                .contextWrite(SELF::write);
    }
}
