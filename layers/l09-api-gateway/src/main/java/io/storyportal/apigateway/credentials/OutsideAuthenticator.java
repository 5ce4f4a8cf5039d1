package io.storyportal.apigateway.credentials;

import io.storyportal.apigateway.limits.Quota;
import io.storyportal.apigateway.limits.Tier;
import io.storyportal.apigateway.routing.RouteTable;
import io.storyportal.kit.web.caller.Authenticator;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Credentials;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Who stands outside: the holder of an API key (header), or of a browser session (cookie). A header wins. An internal
 * token means nothing here. Public paths are read by an anonymous guest, whatever the request carries.
 */
final class OutsideAuthenticator implements Authenticator {

    static final String LOGIN_PATH = "/api/v1/session";

    /** As the endpoints themselves are matched: by decoded segments. */
    private static final PathPattern OPERATIONS = PathPatternParser.defaultInstance.parse("/actuator/**");

    private static final Caller ANONYMOUS = new Caller(TenantId.DEFAULT, "anonymous", Set.of(Role.GUEST), null);

    private final RouteTable routes;
    private final RememberedKeys keys;
    private final Sessions sessions;
    private final WrongKeys wrongKeys;

    OutsideAuthenticator(RouteTable routes, RememberedKeys keys, Sessions sessions, WrongKeys wrongKeys) {
        this.routes = routes;
        this.keys = keys;
        this.sessions = sessions;
        this.wrongKeys = wrongKeys;
    }

    @Override
    public Mono<Caller> authenticate(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            ServerHttpRequest request = exchange.getRequest();
            String address = addressOf(request);
            if (isPublic(request)) {
                new Quota("address:" + address, Tier.PREMIUM).attachTo(exchange);
                return Mono.just(ANONYMOUS);
            }
            return credentialOf(request)
                    .flatMap(key ->
                            holderOf(key, address).doOnNext(holder -> new Standing(keys.endOf(key)).attachTo(exchange)))
                    .doOnNext(holder -> holder.quota().attachTo(exchange))
                    .doOnNext(holder -> requireForOperations(request, holder.caller()))
                    .map(KeyHolder::caller);
        });
    }

    /**
     * The holder of a key given at an address; a 401 problem for a wrong one. After too many wrong ones 429, but for keys that
     * are remembered: whoever shares an address with a guesser works on.
     */
    Mono<KeyHolder> holderOf(String key, @Nullable String address) {
        return Mono.defer(() -> {
            boolean asks = !keys.remembers(key);
            if (asks) {
                wrongKeys.refuseWhenTooMany(address);
            }
            return keys.holderOf(key).switchIfEmpty(Mono.error(() -> {
                if (asks) {
                    wrongKeys.count(address);
                }
                return CommonProblem.UNAUTHENTICATED.exception("The key is unknown, expired or revoked");
            }));
        });
    }

    private Mono<String> credentialOf(ServerHttpRequest request) {
        String key = Credentials.of(request.getHeaders());
        if (key != null && !key.isBlank()) {
            return Mono.just(key);
        }
        String cookie = SessionCookie.of(request);
        if (cookie == null) {
            return Mono.error(CommonProblem.UNAUTHENTICATED.exception("The request carries no API key and no session"));
        }
        SameOrigin.require(request);
        return sessions.keyOf(cookie)
                .switchIfEmpty(Mono.error(() -> CommonProblem.UNAUTHENTICATED.exception("The session has ended")));
    }

    /** The door's own measurements tell about every tenant. */
    private static void requireForOperations(ServerHttpRequest request, Caller caller) {
        if (OPERATIONS.matches(request.getPath().pathWithinApplication())) {
            caller.require(Role.ADMIN);
        }
    }

    private boolean isPublic(ServerHttpRequest request) {
        String path = request.getURI().getRawPath();
        if (request.getMethod() == HttpMethod.POST) {
            return path.equals(LOGIN_PATH);
        }
        return path.isEmpty() || path.equals("/") || routes.isOpen(path);
    }

    static String addressOf(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
