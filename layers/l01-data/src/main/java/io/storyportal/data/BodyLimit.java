package io.storyportal.data;

import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bodies have 1 MiB at most. Two paths have limits of their own: batches of events what the codecs allow (16 MiB), and
 * uploads what a file may have.
 */
final class BodyLimit implements WebFilter {

    private static final int ONE_MEBIBYTE = 1024 * 1024;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (hasItsOwn(request.getPath().value())) {
            return chain.filter(exchange);
        }
        if (request.getHeaders().getContentLength() > ONE_MEBIBYTE) {
            return Mono.error(tooLarge());
        }
        return chain.filter(exchange.mutate().request(new Limited(request)).build());
    }

    private static boolean hasItsOwn(String path) {
        return path.equals("/api/events/batch") || path.equals("/api/artifacts");
    }

    private static ProblemException tooLarge() {
        return CommonProblem.TOO_LARGE.exception("The body is over the limit of 1 MiB");
    }

    /** A body whose length was not announced is counted as it comes. */
    private static final class Limited extends ServerHttpRequestDecorator {

        Limited(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                AtomicLong taken = new AtomicLong();
                return super.getBody().doOnNext(buffer -> {
                    if (taken.addAndGet(buffer.readableByteCount()) > ONE_MEBIBYTE) {
                        DataBufferUtils.release(buffer);
                        throw tooLarge();
                    }
                });
            });
        }
    }
}
