package io.storyportal.qa.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** Reads a channel on a thread of its own and notes when which event arrived, until it is closed. */
final class Subscriber implements Closeable {

    static final String EVENTS = "l01:events";
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(10);

    private final RedisSocket socket;

    private Subscriber(RedisSocket socket) {
        this.socket = socket;
    }

    static Subscriber start(URI redis, String channel, Arrivals arrivals) throws IOException {
        var subscriber = new Subscriber(RedisSocket.subscribed(redis, channel));
        Thread.ofPlatform().daemon().name("subscriber").start(() -> subscriber.read(arrivals));
        return subscriber;
    }

    private void read(Arrivals arrivals) {
        try {
            while (true) {
                arrivals.read(RespReader.contentOf(socket.answers().next()));
            }
        } catch (IOException e) {
            // Closed, or silent for long: what has not arrived is missed by the one who waits for it.
        }
    }

    /** Returns when L01 has published what it has: work left over from before would be in what is measured next. */
    static void awaitSilence(URI redis) throws IOException {
        var end = System.nanoTime() + SILENCE_LIMIT.toNanos();
        try (var socket = RedisSocket.subscribed(redis, EVENTS)) {
            socket.patience(SILENCE);
            while (System.nanoTime() < end) {
                socket.answers().next();
            }
            throw new IOException("L01 still publishes after " + SILENCE_LIMIT);
        } catch (SocketTimeoutException e) {
            // Silence.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
