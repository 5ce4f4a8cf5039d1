package io.storyportal.apigateway.credentials;

import static java.util.Objects.requireNonNull;

import io.storyportal.apigateway.ApiGatewayProblem;
import io.storyportal.apigateway.bridge.L01Bridge;
import io.storyportal.apigateway.limits.Tier;
import io.storyportal.client.l01.model.ResolvedApiKey;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.TenantId;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The keys that L01 keeps, hashed. */
final class L01Keys implements KeyDirectory {

    private static final Logger log = LoggerFactory.getLogger(L01Keys.class);

    private final L01Bridge bridge;

    L01Keys(L01Bridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public Mono<KeyHolder> holderOf(String key) {
        return bridge.resolve(key)
                .map(L01Keys::holder)
                .onErrorResume(RemoteProblemException.class, L01Keys::refused)
                .onErrorResume(failure -> InContext.fromRunnable(
                                () -> log.warn("L01 cannot tell whose a key is: {}", failure.toString()))
                        .then(Mono.error(() -> ApiGatewayProblem.KEYS_UNAVAILABLE.exception("L01 does not answer"))));
    }

    private static KeyHolder holder(ResolvedApiKey found) {
        Set<Role> roles = requireNonNull(found.getRoles()).stream()
                .map(role -> Role.valueOf(role.getValue()))
                .collect(Collectors.toSet());
        TenantId tenant = new TenantId(requireNonNull(found.getTenantId()));
        return new KeyHolder(
                new Caller(tenant, requireNonNull(found.getPrincipal()), roles, null),
                Tier.valueOf(requireNonNull(found.getTier()).getValue()));
    }

    /** L01 answers 404 to a key that it does not know, and 4xx to what cannot be one. */
    private static Mono<KeyHolder> refused(RemoteProblemException refusal) {
        boolean unknown =
                switch (refusal.status()) {
                    case 400, 404, 422 -> true;
                    default -> false;
                };
        return unknown ? Mono.empty() : Mono.error(refusal);
    }
}
