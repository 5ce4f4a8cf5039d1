package io.storyportal.kit.web.caller;

import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Authenticates every request outside the open paths and carries its {@link Caller} in the Reactor context. */
public final class AuthenticationFilter implements WebFilter, Ordered {

    /** Also an exchange attribute, for argument resolvers and handlers outside the reactive chain. */
    static final String ATTRIBUTE = Caller.CONTEXT_KEY;

    private final Authenticator authenticator;
    private final List<PathPattern> openPaths;

    public AuthenticationFilter(Authenticator authenticator, List<String> openPaths) {
        this.authenticator = authenticator;
        this.openPaths =
                openPaths.stream().map(PathPatternParser.defaultInstance::parse).toList();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (openPaths.stream().anyMatch(pattern -> pattern.matches(path))) {
            return chain.filter(exchange);
        }
        return authenticator.authenticate(exchange).flatMap(caller -> {
            exchange.getAttributes().put(ATTRIBUTE, caller);
            return chain.filter(exchange).contextWrite(caller::write);
        });
    }

    /** For what happens outside the filtered chain: the context with the caller, if they were recognised. */
    public static Context withCaller(ServerWebExchange exchange, Context context) {
        Caller caller = exchange.getAttribute(ATTRIBUTE);
        return caller == null ? context : caller.write(context);
    }
}
