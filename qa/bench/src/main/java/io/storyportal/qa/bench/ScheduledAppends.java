package io.storyportal.qa.bench;

import io.storyportal.kit.web.caller.DevKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Appends events when they are due, whether or not the ones before were answered. */
record ScheduledAppends(int port, Schedule schedule, Arrivals.Run run) {

    /** As many requests may be under way; with more due, the wait is part of the latency. */
    private static final int CONNECTIONS = 32;

    private static final int CREATED = 201;
    private static final long LEAD_NANOS = 20_000_000;

    /** Returns when all were answered; when the schedule began, as {@link System#nanoTime}. */
    long send() throws InterruptedException {
        var next = new AtomicInteger();
        // Threads of the system's own: they wake to the microsecond, virtual ones to the millisecond.
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var connections = new ArrayList<HttpConnection>();
            for (var i = 0; i < CONNECTIONS; i++) {
                connections.add(HttpConnection.to(port));
            }
            var begun = System.nanoTime() + LEAD_NANOS;
            var running = new ArrayList<Future<Void>>();
            for (var connection : connections) {
                running.add(threads.submit((Callable<Void>) () -> work(connection, next, begun)));
            }
            for (var each : running) {
                each.get();
            }
            return begun;
        } catch (ExecutionException | IOException e) {
            throw new IllegalStateException("An append was not answered as expected", e);
        }
    }

    private Void work(HttpConnection connection, AtomicInteger next, long begun) throws IOException {
        try (connection) {
            for (var number = next.getAndIncrement(); number < schedule.size(); number = next.getAndIncrement()) {
                var request = HttpLoad.post("/api/events", DevKey.VALUE, MeasuredEvent.of(run.aggregate(number)));
                schedule.await(number, begun);
                connection.exchange(request, CREATED);
            }
            return null;
        }
    }
}
