package io.storyportal.apigateway.limits;

import io.storyportal.kit.web.problem.CommonProblem;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** Refuses a body over the limit: at once when its length is declared, else as soon as it has sent one byte more. */
public final class BodyLimit {

    private BodyLimit() {}

    public static ServerHttpRequest on(ServerHttpRequest request, long limit) {
        if (request.getHeaders().getContentLength() > limit) {
            throw tooLarge(limit);
        }
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                AtomicLong seen = new AtomicLong();
                return super.getBody().map(buffer -> {
                    if (seen.addAndGet(buffer.readableByteCount()) > limit) {
                        DataBufferUtils.release(buffer);
                        throw tooLarge(limit);
                    }
                    return buffer;
                });
            }
        };
    }

    private static RuntimeException tooLarge(long limit) {
        return CommonProblem.TOO_LARGE.exception("The body is over " + limit + " bytes, the limit of this path");
    }
}
