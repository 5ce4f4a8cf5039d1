package io.storyportal.data.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Transactions begin, take sequence values, commit and roll back in any order while a follower reads the feed. */
@Tag("slow")
class FeedInterleavingTest extends Scene {

    private static final int TRIALS = 10_000;
    private static final int WRITERS = 6;

    /** One tenant's log, written past the service. */
    private static final class Writer implements AutoCloseable {

        private final Api tenant;
        private final Connection connection;
        private final List<String> open = new ArrayList<>();
        private int position;
        private boolean overtaken;

        Writer(Api tenant, Connection connection) throws SQLException {
            this.tenant = tenant;
            this.connection = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = off");
            }
            connection.setAutoCommit(false);
        }

        void insert() throws SQLException {
            open.add(RawEvents.insert(connection, tenant, ++position).toString());
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }

    @Test
    void showsAFollowerEveryEventOnceAndInOrderWhateverIsHeldOpen() throws SQLException {
        Api api = newTenant();
        String start = RawEvents.endOfFeed(api);
        List<Writer> writers = new ArrayList<>();
        Set<String> committed = new HashSet<>();
        AtomicBoolean written = new AtomicBoolean();
        List<String> seen = new ArrayList<>();
        CompletableFuture<Void> follower = CompletableFuture.runAsync(() -> follow(api, start, written, seen));
        try {
            for (int i = 0; i < WRITERS; i++) {
                Api tenant = newTenant();
                writers.add(new Writer(tenant, within(tenant.tenant())));
            }
            interleave(writers, new Random(17), committed);
        } finally {
            for (Writer writer : writers) {
                writer.close();
            }
            written.set(true);
        }
        follower.join();
        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(committed).isEqualTo(ordered(writers));
    }

    /** Until so many transactions were held open while another one, begun after them, committed. */
    private static void interleave(List<Writer> writers, Random random, Set<String> committed) throws SQLException {
        int trials = 0;
        while (trials < TRIALS) {
            Writer writer = writers.get(random.nextInt(writers.size()));
            if (writer.open.isEmpty() || random.nextInt(4) == 0) {
                writer.insert();
                continue;
            }
            if (random.nextInt(8) == 0) {
                writer.connection.rollback();
            } else {
                writer.connection.commit();
                committed.addAll(writer.open);
                trials += writer.overtaken ? 1 : 0;
                writers.forEach(other -> other.overtaken |= !other.open.isEmpty());
            }
            writer.open.clear();
            writer.overtaken = false;
        }
    }

    private static void follow(Api api, String start, AtomicBoolean written, List<String> seen) {
        String cursor = start;
        while (true) {
            boolean last = written.get();
            JsonNode page = api.read("/api/events/feed?limit=500&types=custom.slow&after=" + cursor);
            page.path("items").forEach(event -> seen.add(event.path("event_id").asString()));
            cursor = page.path("next_cursor").asString();
            if (last && page.path("items").isEmpty()) {
                return;
            }
        }
    }

    private List<String> ordered(List<Writer> writers) throws SQLException {
        List<String> ids = new ArrayList<>();
        Object[] tenants =
                writers.stream().map(writer -> writer.tenant.tenant().value()).toArray();
        try (Connection connection = owner();
                PreparedStatement read = connection.prepareStatement("select event_id from events"
                        + " where tenant_id = any(?) order by epoch, recorded_xid, seq")) {
            try (Statement role = connection.createStatement()) {
                role.execute("set role portal_l01_reader");
            }
            read.setArray(1, connection.createArrayOf("uuid", tenants));
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }
}
