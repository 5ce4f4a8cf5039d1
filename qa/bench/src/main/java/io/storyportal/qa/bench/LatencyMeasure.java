package io.storyportal.qa.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From when an event is due to be sent to L01 until a subscriber of Redis has it, against pgbench's commit of the same rows
 * and a message through Redis, all at the same rate.
 */
final class LatencyMeasure implements DataMeasure {

    private static final int RATE = 500;
    private static final Duration RUN = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int FLOOR_CLIENTS = 32;
    private static final long PATIENCE_SECONDS = 20;
    private static final String CHANNEL = "bench";
    /** About what an event's message has besides. */
    private static final String FILLING = "x".repeat(500);

    @Override
    public List<Report.Row> measure(DataServer server, PgBench floor, int pairs, List<String> notes)
            throws IOException, InterruptedException {
        new AppendFloor(floor).create();
        Subscriber.awaitSilence(server.redisUrl());
        Bench.say("latency: warming up");
        ours(server, WARM_UP, 0);
        redis(server.redisUrl(), RUN, 0);
        var medians = new ArrayList<Double>();
        var p99s = new ArrayList<Double>();
        for (var pair = 1; pair <= pairs; pair++) {
            var begun = server.cpu();
            var us = ours(server, RUN, pair);
            var used = server.cpu().since(begun);
            var commit = Latencies.ofNanos(floor.latencies(AppendFloor.script(1), FLOOR_CLIENTS, RATE, RUN));
            var message = redis(server.redisUrl(), RUN, pair);
            var them = commit.then(message);
            medians.add(us.median() / them.median());
            p99s.add(us.p99() / them.p99());
            notes.add("latency at %d events/s, pair %d: %s (%s each); pgbench %s; Redis %s"
                    .formatted(RATE, pair, us, used.each(RATE * RUN.toSeconds()), commit, message));
            Bench.say(notes.getLast());
        }
        var sum = "pgbench, one commit, plus Redis, publish to subscribe";
        return List.of(
                Report.Row.of("append to subscriber at 500 events/s, p50", medians, 2, sum),
                Report.Row.of("append to subscriber at 500 events/s, p99", p99s, 3, sum));
    }

    private static Latencies ours(DataServer server, Duration time, long seed)
            throws IOException, InterruptedException {
        var schedule = Schedule.of(RATE, time, seed);
        var run = Arrivals.Run.next();
        var arrivals = new Arrivals(run, schedule.size());
        try (var _ = Subscriber.start(server.redisUrl(), Subscriber.EVENTS, arrivals)) {
            var begun = new ScheduledAppends(server.port(), schedule, run).send();
            return latencies(arrivals, schedule, begun);
        }
    }

    private static Latencies redis(URI redis, Duration time, long seed) throws IOException, InterruptedException {
        var schedule = Schedule.of(RATE, time, seed);
        var run = Arrivals.Run.next();
        var arrivals = new Arrivals(run, schedule.size());
        try (var _ = Subscriber.start(redis, CHANNEL, arrivals);
                var publisher = RedisSocket.to(redis)) {
            Thread.ofPlatform().daemon().name("answers").start(() -> passOver(publisher));
            var begun = System.nanoTime();
            for (var number = 0; number < schedule.size(); number++) {
                var message = "{\"aggregate_id\":\"" + run.aggregate(number) + "\",\"filling\":\"" + FILLING + "\"}";
                schedule.await(number, begun);
                publisher.send("PUBLISH", CHANNEL, message);
            }
            return latencies(arrivals, schedule, begun);
        }
    }

    /** Publishing must not wait for the answers, nor let them pile up. */
    private static void passOver(RedisSocket socket) {
        try {
            while (true) {
                socket.answers().next();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static Latencies latencies(Arrivals arrivals, Schedule schedule, long begun) throws InterruptedException {
        if (!arrivals.awaitAll(PATIENCE_SECONDS)) {
            throw new IllegalStateException(
                    arrivals.missing() + " of " + schedule.size() + " events never came to the subscriber");
        }
        return Latencies.ofNanos(arrivals.latencies(schedule, begun));
    }
}
