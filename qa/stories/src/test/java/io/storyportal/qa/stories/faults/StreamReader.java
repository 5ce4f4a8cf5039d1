package io.storyportal.qa.stories.faults;

import io.storyportal.cli.terminal.Json;
import io.storyportal.qa.stories.faults.WriteLedger.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Follows one tenant's log as server-sent events; when the stream breaks off it asks again with the last id it got. */
final class StreamReader implements Runnable {

    private static final int PAUSE_MILLIS = 200;

    private final DataClient client;
    private final CountDownLatch end;
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private volatile int connections;
    private long last;
    private long coming;

    StreamReader(DataClient client, CountDownLatch end) {
        this.client = client;
        this.end = end;
    }

    List<Seen> seen() {
        return seen;
    }

    int connections() {
        return connections;
    }

    @Override
    public void run() {
        try {
            do {
                follow();
            } while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        try {
            var answer = client.stream("/api/events/stream", last);
            try (var lines = answer.body()) {
                if (answer.statusCode() == 200) {
                    connections++;
                    lines.forEach(this::take);
                }
            }
        } catch (IOException | UncheckedIOException brokenOff) {
            // To be followed up with the last id.
        }
    }

    /** An event counts when its data is there: its id comes before it, and counts only then. */
    private void take(String line) {
        if (line.startsWith("id:")) {
            coming = Long.parseLong(line.substring("id:".length()).strip());
        } else if (line.startsWith("data:")) {
            seen.add(Seen.of(Json.parse(line.substring("data:".length()))));
            last = coming;
        }
    }
}
