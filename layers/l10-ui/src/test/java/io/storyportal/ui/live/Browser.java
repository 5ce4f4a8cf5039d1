package io.storyportal.ui.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's end of the stream, as the JDK speaks it. {@code reading(false)} makes it stop taking frames. */
final class Browser implements WebSocket.Listener, AutoCloseable {

    record Closed(int code, String reason) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final boolean greedy;
    private @Nullable WebSocket socket;

    private Browser(boolean greedy) {
        this.greedy = greedy;
    }

    static Browser open(URI address, String token) {
        return open(address, token, true);
    }

    /** Takes one frame, then no more. */
    static Browser stalled(URI address, String token) {
        return open(address, token, false);
    }

    private static Browser open(URI address, String token, boolean greedy) {
        Browser browser = new Browser(greedy);
        browser.socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(address, browser)
                .join();
        return browser;
    }

    Browser say(String frame) {
        socket().sendText(frame, true).join();
        return this;
    }

    void goOnReading() {
        socket().request(Long.MAX_VALUE);
    }

    /** The next frame that is no ping. */
    JsonNode next() throws InterruptedException {
        return next(frame -> !typeOf(frame).equals("ping"));
    }

    /** The next frame of a type, whatever comes before it. */
    JsonNode next(String type) throws InterruptedException {
        return next(frame -> typeOf(frame).equals(type));
    }

    private JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
        List<String> others = new ArrayList<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            JsonNode frame = frames.poll(1, TimeUnit.SECONDS);
            if (frame != null && wanted.test(frame)) {
                return frame;
            }
            others.add(frame == null ? "silence" : typeOf(frame));
        }
        throw new AssertionError("The frame did not come within " + PATIENCE + ", only " + others);
    }

    private static String typeOf(JsonNode frame) {
        return frame.get("type").asString();
    }

    /** Positions of the next events, up to and with {@code last}. */
    List<Long> positionsUpTo(long last) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        while (positions.isEmpty() || positions.getLast() < last) {
            positions.add(next("event").get("event").get("position").asLong());
        }
        return positions;
    }

    Closed closed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("The socket is not open");
        }
        return socket;
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            frames.add(JSON.readTree(part.toString()));
            part.setLength(0);
        }
        if (greedy) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket().abort();
    }
}
