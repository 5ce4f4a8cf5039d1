package io.storyportal.tools.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.ToolsProblem;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Fetches pages within limits of size, time and redirects; every redirect is checked like the first address. */
final class WebFetcher {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int CONNECT_MILLIS = 5_000;
    private static final String AGENT = "StoryPortal/1.0 (+https://storyportal.io/bot)";

    private final UrlGuard guard;
    private final HttpClient client;

    WebFetcher(UrlGuard guard, Duration timeout) {
        this.guard = guard;
        this.client = HttpClient.create(ConnectionProvider.newConnection())
                .resolver(new GuardedResolver(guard))
                .followRedirect(false)
                .compress(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(timeout)
                .headers(h -> h.set("User-Agent", AGENT).set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
    }

    Mono<Page> get(String url, int mostBytes) {
        return Mono.defer(() -> fetch(HttpMethod.GET, guard.check(url), mostBytes));
    }

    /** Status only; servers that do not know HEAD are asked by GET for the first bytes. */
    Mono<Page> probe(URI url) {
        return Mono.defer(() -> fetch(HttpMethod.HEAD, guard.check(url), 0))
                .flatMap(page -> page.status() == 405 || page.status() == 501 || page.status() == 403
                        ? fetch(HttpMethod.GET, url, 1)
                        : Mono.just(page));
    }

    private Mono<Page> fetch(HttpMethod method, URI url, int mostBytes) {
        return follow(new Request(method, url, url, List.of(), mostBytes, System.nanoTime()))
                .onErrorMap(failure -> problem(url, failure));
    }

    private record Request(HttpMethod method, URI first, URI url, List<URI> redirects, int mostBytes, long started) {
        Request to(URI next) {
            List<URI> all = new ArrayList<>(redirects);
            all.add(url);
            return new Request(method, first, next, all, mostBytes, started);
        }
    }

    private Mono<Page> follow(Request request) {
        return send(request).flatMap(page -> {
            String location = page.headers().get("location");
            if (!REDIRECTS.contains(page.status()) || location == null) {
                return Mono.just(page);
            }
            if (request.redirects().size() == MOST_REDIRECTS) {
                return Mono.error(ToolsProblem.FETCH_FAILED.exception(
                        "'" + request.first() + "' redirects more than " + MOST_REDIRECTS + " times"));
            }
            return Mono.fromSupplier(() -> guard.check(request.url().resolve(location)))
                    .flatMap(next -> follow(request.to(next)));
        });
    }

    private Mono<Page> send(Request request) {
        return client.request(request.method())
                .uri(request.url())
                .response((response, body) -> read(body, request.mostBytes())
                        .map(read -> page(request, response, read))
                        .flux())
                .next();
    }

    private record Body(byte[] bytes, boolean truncated) {}

    /** Reads no more than wanted; the rest is never received. */
    private static Mono<Body> read(Flux<ByteBuf> body, int mostBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean[] truncated = new boolean[1];
        return body.takeUntil(part -> {
                    int room = mostBytes - bytes.size();
                    byte[] chunk = new byte[Math.min(room, part.readableBytes())];
                    part.getBytes(part.readerIndex(), chunk);
                    bytes.write(chunk, 0, chunk.length);
                    truncated[0] = part.readableBytes() > room;
                    return truncated[0];
                })
                .then(Mono.fromSupplier(() -> new Body(bytes.toByteArray(), truncated[0])));
    }

    private static Page page(Request request, HttpClientResponse response, Body body) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.responseHeaders()
                .forEach(each ->
                        headers.merge(each.getKey().toLowerCase(Locale.ROOT), each.getValue(), (a, b) -> a + ", " + b));
        return new Page(
                request.first(),
                request.url(),
                response.status().code(),
                headers,
                body.bytes(),
                body.truncated(),
                request.redirects(),
                (System.nanoTime() - request.started()) / 1_000_000);
    }

    private static Throwable problem(URI url, Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ProblemException known) {
                return known;
            }
        }
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new ProblemException(ToolsProblem.FETCH_FAILED, "'" + url + "' did not answer: " + reason, failure);
    }
}
