package io.storyportal.kit.web.caller;

import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.identity.TokenVerifier;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Set;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How every layer but L09 authenticates: a service's signed token, or in the dev profile the dev key. */
public final class InternalAuthenticator implements Authenticator {

    private static final Caller DEVELOPER = new Caller(TenantId.DEFAULT, "dev", Set.of(Role.ADMIN), null);

    private final PortalProperties properties;
    private final TokenVerifier verifier;

    public InternalAuthenticator(PortalProperties properties, TokenVerifier verifier) {
        this.properties = properties;
        this.verifier = verifier;
    }

    @Override
    public Mono<Caller> authenticate(ServerWebExchange exchange) {
        String credential = Credentials.of(exchange.getRequest().getHeaders());
        if (credential == null) {
            return Mono.error(CommonProblem.UNAUTHENTICATED.exception("The request carries no token"));
        }
        if (DevKey.accepts(properties, credential)) {
            return Mono.just(DEVELOPER);
        }
        return verifier.verify(credential);
    }
}
