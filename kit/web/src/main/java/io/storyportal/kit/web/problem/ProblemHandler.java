package io.storyportal.kit.web.problem;

import io.storyportal.kit.web.caller.AuthenticationFilter;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.trace.TraceIds;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one door errors leave through, from filters and controllers alike. */
public final class ProblemHandler implements ErrorWebExceptionHandler, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper json;

    public ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return brokenOff(exchange, failure);
        }
        ProblemException problem = ProblemTranslator.translate(failure);
        return TraceIds.current()
                .map(id -> ProblemDocument.of(problem, id))
                .switchIfEmpty(Mono.fromSupplier(() -> ProblemDocument.of(problem, null)))
                .delayUntil(document -> InContext.fromRunnable(() -> report(exchange, document, failure)))
                .flatMap(document -> {
                    addHeaders(exchange, problem, failure);
                    byte[] body = json.writeValueAsBytes(document);
                    return response.writeWith(
                            Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
                })
                .contextWrite(context -> AuthenticationFilter.withCaller(exchange, context));
    }

    /** Spring and Netty tell of it too, under the same prefix, but with neither tenant nor trace. */
    private static Mono<Void> brokenOff(ServerWebExchange exchange, Throwable failure) {
        Mono<Void> told = DisconnectedClientHelper.isClientDisconnectedException(failure)
                ? Mono.empty()
                : InContext.fromRunnable(() -> log.warn(
                        "{}{} {} broke off in the middle of its answer: {}",
                        exchange.getLogPrefix(),
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath().value(),
                        failure.toString()));
        return told.then(Mono.<Void>error(failure))
                .contextWrite(context -> AuthenticationFilter.withCaller(exchange, context));
    }

    private static void report(ServerWebExchange exchange, ProblemDocument document, Throwable failure) {
        String path = exchange.getRequest().getPath().value();
        if (document.status() == 500) {
            log.error("{} {} failed: {}", exchange.getRequest().getMethod(), path, document.code(), failure);
        } else {
            log.debug(
                    "{} {} refused: {} {}",
                    exchange.getRequest().getMethod(),
                    path,
                    document.code(),
                    document.detail());
        }
    }

    private static void addHeaders(ServerWebExchange exchange, ProblemException problem, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.problem().status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.retryAfter() != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
        if (problem.problem().status().value() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (failure instanceof MethodNotAllowedException method) {
            headers.setAllow(Set.copyOf(method.getSupportedMethods()));
        }
    }
}
