package io.storyportal.qa.bench;

import io.storyportal.kit.web.caller.DevKey;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All of a million events through the feed, page after page, against COPY of the same rows in the same order. */
final class ReplayMeasure implements DataMeasure {

    private static final int EVENTS = 1_000_000;
    private static final int PAGE = 500;
    private static final int OK = 200;
    private static final int CREATED = 201;

    /** The columns that an event of the feed is made of. */
    private static final String COPY = """
            copy (select tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version, payload, actor,
                         traceparent, causation_id, schema_version, created_at
                    from l01.events where epoch = 0 order by epoch, recorded_xid, seq) to stdout
            """;

    private static final byte[] EVENT = "\"event_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final String NEXT = "\"next_cursor\":\"";

    @Override
    public List<Report.Row> measure(DataServer server, PgBench floor, int pairs, List<String> notes)
            throws IOException, InterruptedException {
        try (var connection = HttpConnection.to(server.port())) {
            connection.exchange(HttpLoad.post("/api/events", DevKey.VALUE, MeasuredEvent.one()), CREATED);
        }
        Subscriber.awaitSilence(server.redisUrl());
        new EventHistory(floor.client(), TenantId.DEFAULT.value()).append(EVENTS);
        Subscriber.awaitSilence(server.redisUrl());
        var token = new ServiceToken(server.keys());
        Warmup.ordinary()
                .until("replay", time -> read(server.port(), token, time).perSecond(), notes);
        floor.client().receive(COPY);
        var ratios = new ArrayList<Double>();
        for (var pair = 1; pair <= pairs; pair++) {
            ratios.add(pair(server, floor, token, pair, notes));
        }
        return List.of(Report.Row.atLeast(
                "replay of 1,000,000 events through the feed",
                ratios,
                0.30,
                "COPY of the same rows, in order, to psql"));
    }

    private static double pair(DataServer server, PgBench floor, ServiceToken token, int pair, List<String> notes)
            throws IOException, InterruptedException {
        var begun = server.cpu();
        var us = read(server.port(), token, Duration.ofMinutes(10));
        var between = server.cpu();
        var them = floor.client().receive(COPY);
        var after = server.cpu();
        if (us.count() != EVENTS || them.count() != EVENTS) {
            throw new IllegalStateException(
                    "Not all was read: %d by the feed, %d by COPY".formatted(us.count(), them.count()));
        }
        notes.add("replay, pair %d: %,.0f events/s (%s each), COPY %,.0f (CPU µs: PostgreSQL %.1f each)"
                .formatted(
                        pair,
                        us.perSecond(),
                        between.since(begun).each(us.count()),
                        them.perSecond(),
                        after.since(between).postgres() * 1e6 / them.count()));
        Bench.say(notes.getLast());
        return us.perSecond() / them.perSecond();
    }

    /** From the beginning of the feed to the end of the history, or until time is up. */
    private static Answered read(int port, ServiceToken token, Duration time) throws IOException {
        var begun = System.nanoTime();
        var end = begun + time.toNanos();
        var count = 0L;
        var cursor = "";
        try (var connection = HttpConnection.to(port)) {
            while (count < EVENTS && System.nanoTime() < end) {
                var path = "/api/events/feed?limit=" + PAGE + "&after=" + cursor;
                var page = connection.exchange(HttpLoad.get(path, token.value()), OK);
                count += occurrences(page);
                cursor = nextCursor(page);
            }
        }
        return new Answered(count, (System.nanoTime() - begun) / 1e9);
    }

    static int occurrences(byte[] page) {
        var count = 0;
        for (var at = 0; at <= page.length - EVENT.length; at++) {
            if (page[at] == EVENT[0] && page[at + 1] == EVENT[1] && isEvent(page, at)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isEvent(byte[] page, int at) {
        for (var i = 2; i < EVENT.length; i++) {
            if (page[at + i] != EVENT[i]) {
                return false;
            }
        }
        return true;
    }

    /** The page's last field. */
    static String nextCursor(byte[] page) {
        var tail = Math.min(page.length, 100);
        var text = new String(page, page.length - tail, tail, StandardCharsets.US_ASCII);
        var at = text.lastIndexOf(NEXT);
        if (at < 0) {
            throw new IllegalStateException("A page of the feed has no cursor at its end: " + text);
        }
        return text.substring(at + NEXT.length(), text.indexOf('"', at + NEXT.length()));
    }
}
