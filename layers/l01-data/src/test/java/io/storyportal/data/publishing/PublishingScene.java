package io.storyportal.data.publishing;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.events.PartitionFeed;
import io.storyportal.data.journal.JournalSignal;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Publishers beside the service's own, which share nothing with it but the log. */
abstract class PublishingScene extends Scene {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration LOOK = Duration.ofSeconds(1);

    @Autowired
    Database database;

    @Autowired
    PartitionFeed feed;

    @Autowired
    JournalSignal signal;

    private final List<EventPublisher> started = new ArrayList<>();

    @AfterEach
    void stopPublishers() {
        started.forEach(EventPublisher::stop);
    }

    EventPublisher start(String name, String instance, EventTransport transport) {
        return start(name, instance, transport, signal, LOOK);
    }

    EventPublisher start(String name, String instance, EventTransport transport, JournalSignal wakes, Duration look) {
        EventPublisher publisher = new EventPublisher(
                feed,
                new PartitionLeases(database, name, instance),
                transport,
                wakes,
                look,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        started.add(publisher);
        publisher.start();
        return publisher;
    }

    /** A name under which all that is recorded so far counts as published. */
    String newName() {
        database.migrated().block();
        String name = "test-" + Ids.uuid7();
        asOwner("insert into publish_partitions (name, partition) select '" + name + "', generate_series(0, 7)");
        asOwner(
                "set role portal_l01_reader; update publish_partitions set epoch = newest.epoch, xid = newest.recorded_xid,"
                        + " seq = newest.seq from (select epoch, recorded_xid, seq from events"
                        + " order by epoch desc, recorded_xid desc, seq desc limit 1) newest where name = '" + name
                        + "'");
        return name;
    }

    void asOwner(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the only row. */
    String ask(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitAllPublished(String name) {
        PublishingBacklog backlog = new PublishingBacklog(database, name);
        await().atMost(PATIENCE)
                .until(() -> backlog.count(PublishingBacklog.AT_MOST).block(), waiting -> waiting == 0);
    }

    int held(String name, String instance) {
        return Integer.parseInt(ask("select count(*) from publish_partitions where held_until > now() and name = '"
                + name + "' and holder = '" + instance + "'"));
    }

    static void append(Api api, int count) {
        List<Map<String, Object>> events = IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i ->
                        Map.of("event_type", "custom.noted", "aggregate_id", Ids.uuid7(), "payload", Map.of("i", i)))
                .toList();
        api.post("/api/events/batch", Map.of("events", events)).expectStatus().isCreated();
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
