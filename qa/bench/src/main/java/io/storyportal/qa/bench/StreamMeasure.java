package io.storyportal.qa.bench;

import io.storyportal.kit.web.caller.DevKey;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What it does to the others, and to L01's memory, that some readers of the stream have stalled. */
record StreamMeasure(DataServer server, int pairs) {

    private static final int READERS = 100;
    private static final int STALLED = 5;
    private static final double RATE = 20;
    private static final Duration RUN = Duration.ofSeconds(15);
    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(500);
    private static final long PATIENCE_SECONDS = 30;
    private static final int CREATED = 201;
    private static final double LIMIT_MIB = 512;

    private record Outcome(Latencies latencies, double heapMib, double residentMib) {}

    List<Report.Row> measure(List<String> notes) throws IOException, InterruptedException {
        Bench.say("streams: warming up");
        round(0, 0);
        var ratios = new ArrayList<Double>();
        var heaps = new ArrayList<Double>();
        for (var pair = 1; pair <= pairs; pair++) {
            var calm = round(0, pair);
            var stalled = round(STALLED, pair);
            ratios.add(stalled.latencies().p99() / calm.latencies().p99());
            heaps.add(stalled.heapMib() / LIMIT_MIB);
            notes.add("streams, pair %d: all read: %s; %d stalled: %s, heap %.0f MiB, resident %.0f MiB"
                    .formatted(
                            pair,
                            calm.latencies(),
                            STALLED,
                            stalled.latencies(),
                            stalled.heapMib(),
                            stalled.residentMib()));
            Bench.say(notes.getLast());
        }
        return List.of(
                Report.Row.of("heap at 10 M events, 100 readers, 5 stalled", heaps, 1.0, "limit of 512 MiB"),
                Report.Row.of("p99 of the other readers", ratios, 1.2, "the same with 100 readers, none stalled"));
    }

    private Outcome round(int stalled, long seed) throws IOException, InterruptedException {
        var schedule = Schedule.of(RATE, RUN, seed);
        var run = Arrivals.Run.next();
        var opened = new ArrayList<Closeable>();
        try {
            for (var i = 0; i < stalled; i++) {
                opened.add(StreamReader.stalled(server.port()));
            }
            var readers = new ArrayList<StreamReader>();
            for (var i = stalled; i < READERS; i++) {
                readers.add(StreamReader.start(server.port(), run, schedule.size()));
                opened.add(readers.getLast());
            }
            awaitAttached(readers);
            var begun = new ScheduledAppends(server.port(), schedule, run).send();
            var latencies = latencies(readers, schedule, begun);
            var memory = new ProcessMemory(server.pid());
            return new Outcome(latencies, new HeapUse(server.pid()).mebibytes(), memory.resident());
        } finally {
            for (var each : opened) {
                each.close();
            }
        }
    }

    /** A stream's beginning cannot be seen before its first event: so there are some, until everyone has had one. */
    private void awaitAttached(List<StreamReader> readers) throws IOException, InterruptedException {
        var end = System.nanoTime() + ATTACH_LIMIT.toNanos();
        try (var connection = HttpConnection.to(server.port())) {
            while (!readers.stream().allMatch(StreamReader::reads)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Not every reader has come to read");
                }
                connection.exchange(HttpLoad.post("/api/events", DevKey.VALUE, MeasuredEvent.one()), CREATED);
                Thread.sleep(BETWEEN_PROBES);
            }
        }
    }

    private static Latencies latencies(List<StreamReader> readers, Schedule schedule, long begun)
            throws InterruptedException {
        var all = LongStream.builder();
        for (var reader : readers) {
            if (!reader.arrivals().awaitAll(PATIENCE_SECONDS)) {
                throw new IllegalStateException(reader.arrivals().missing() + " events never came to a reader");
            }
            for (var latency : reader.arrivals().latencies(schedule, begun)) {
                all.add(latency);
            }
        }
        return Latencies.ofNanos(all.build().toArray());
    }
}
