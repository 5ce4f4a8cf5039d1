package io.storyportal.apigateway.credentials;

import io.storyportal.apigateway.limits.Tier;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.ids.TenantId;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Knows the dev key, in the dev profile alone, before asking the directory of real keys. */
final class DevKeyDirectory implements KeyDirectory {

    private static final KeyHolder DEVELOPER =
            new KeyHolder(new Caller(TenantId.DEFAULT, "dev", Set.of(Role.ADMIN), null), Tier.ENTERPRISE);

    private final PortalProperties portal;
    private final KeyDirectory real;

    DevKeyDirectory(PortalProperties portal, KeyDirectory real) {
        this.portal = portal;
        this.real = real;
    }

    @Override
    public Mono<KeyHolder> holderOf(String key) {
        return DevKey.accepts(portal, key) ? Mono.just(DEVELOPER) : real.holderOf(key);
    }
}
