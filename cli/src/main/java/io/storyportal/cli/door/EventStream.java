package io.storyportal.cli.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Server-sent events, one after the other. Comments (heartbeats) are skipped, but heard: a stream without any line for
 * longer than the silence has lost its other end, and ends.
 */
public final class EventStream implements AutoCloseable {

    /** Fields that were absent are empty; several data lines are joined by newlines. */
    public record Event(String id, String name, String data) {}

    private final InputStream body;
    private final BufferedReader lines;
    private final Thread watchdog;
    private volatile long heard = System.nanoTime();

    EventStream(InputStream body, Duration silence) {
        this.body = body;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        this.watchdog = Thread.ofVirtual().start(() -> endWhenSilent(silence));
    }

    private void endWhenSilent(Duration silence) {
        try {
            for (var left = silence; left.isPositive(); left = silence.minusNanos(System.nanoTime() - heard)) {
                Thread.sleep(left);
            }
            // Not the reader: whoever waits in it holds its lock.
            body.close();
        } catch (InterruptedException | IOException e) {
            // The stream was closed.
        }
    }

    /** Waits for the next event; empty when the stream has ended, in order or not. */
    public Optional<Event> next() {
        var id = "";
        var name = "";
        var data = new StringBuilder();
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard = System.nanoTime();
                if (line.isEmpty() && !data.isEmpty()) {
                    return Optional.of(new Event(id, name, data.substring(1)));
                }
                var colon = line.indexOf(':');
                var field = colon < 0 ? line : line.substring(0, colon);
                var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
                switch (field) {
                    case "id" -> id = value;
                    case "event" -> name = value;
                    case "data" -> data.append('\n').append(value);
                    default -> {
                        // A comment, or a field of a later version of the standard.
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        watchdog.interrupt();
        try {
            lines.close();
        } catch (IOException e) {
            // Nothing is lost: what was read is read.
        }
    }
}
