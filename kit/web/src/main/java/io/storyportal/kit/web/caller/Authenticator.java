package io.storyportal.kit.web.caller;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out who is calling; a request it cannot vouch for is a 401 or 403 problem, never an empty answer. */
public interface Authenticator {

    Mono<Caller> authenticate(ServerWebExchange exchange);
}
