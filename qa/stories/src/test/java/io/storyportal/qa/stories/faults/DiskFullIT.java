package io.storyportal.qa.stories.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.kit.servers.ServerOptions;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.qa.stories.faults.DataClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of PostgreSQL, or that of the artifacts, has no room left; later it has again. */
@Tag("stories")
class DiskFullIT {

    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int VOLUME_MEGABYTES = 192;
    private static final int REFUSALS = 20;
    /** More than PostgreSQL compresses away: its letters are random. */
    private static final int PAYLOAD_LETTERS = 60_000;
    /** Of write-ahead log, which PostgreSQL makes in files of this size. */
    private static final int SEGMENT = 16 * 1024 * 1024;

    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path folder;

    private final List<String> acked = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** Files of tables cannot grow: PostgreSQL refuses the statement and lives. */
    @Test
    void refusesWritesAndReadsOnWhileTheDatabaseCannotGrow() throws Exception {
        try (var volume = SmallVolume.mounted(folder.resolve("volume"), VOLUME_MEGABYTES);
                var servers = onVolume(volume)) {
            var tenant = newTenant(servers);
            var first = append(tenant);
            assertThat(first.status()).as(first.toString()).isEqualTo(201);
            beginSegment(servers);
            volume.fill();
            while (refused.size() < REFUSALS) {
                var answer = append(tenant);
                if (answer.status() != 201) {
                    assertRefused(answer);
                }
            }
            assertThat(servers.postgres().exited()).as("the end of PostgreSQL").isNotDone();
            assertReads(tenant, first);
            assertThat(servers.ready()).isEqualTo("UP");
            volume.free();
            await("a write that is taken")
                    .atMost(RECOVERY)
                    .until(() -> append(tenant).status() == 201);
            assertThat(refusedToo(tenant)).isEmpty();
            System.out.printf("Disk full: %d writes acked, %d refused with 503%n", acked.size(), refused.size());
        }
    }

    /** The write-ahead log cannot grow: PostgreSQL ends itself, and whoever keeps it starts it again. */
    @Test
    void goesOnByItselfAfterPostgresEndedForWantOfSpace() throws Exception {
        try (var volume = SmallVolume.mounted(folder.resolve("volume"), VOLUME_MEGABYTES);
                var servers = onVolume(volume)) {
            var tenant = newTenant(servers);
            append(tenant);
            try (var superuser = superuser(servers)) {
                volume.fill();
                fillWriteAheadLog(superuser);
            }
            servers.postgres().exited().get(RECOVERY.toSeconds(), TimeUnit.SECONDS);
            assertRefused(append(tenant));
            assertThat(tenant.get("/api/events").status()).isEqualTo(503);
            volume.free();
            servers.restartPostgres();
            await("a write that is taken")
                    .atMost(RECOVERY)
                    .until(() -> append(tenant).status() == 201);
            assertThat(refusedToo(tenant)).isEmpty();
        }
    }

    @Test
    void refusesUploadsAndKeepsNothingOfThemWhileTheArtifactsHaveNoRoom() throws Exception {
        try (var volume = SmallVolume.mounted(folder.resolve("home/artifacts"), 8);
                var servers = DataServers.started(folder)) {
            var tenant = newTenant(servers);
            var small = tenant.upload("/api/artifacts?name=small", new byte[1024 * 1024]);
            assertThat(small.status()).as(small.toString()).isEqualTo(201);
            volume.fill();
            var before = filesOf(volume);
            var answer = tenant.upload("/api/artifacts?name=large", new byte[4 * 1024 * 1024]);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("E1110");
            assertThat(answer.body().path("remedy").asString()).isNotBlank();
            assertThat(tenant.get("/api/artifacts").body().path("items")).hasSize(1);
            assertThat(filesOf(volume)).isEqualTo(before);
            assertThat(append(tenant).status()).as("all else goes on").isEqualTo(201);
            volume.free();
            assertThat(tenant.upload("/api/artifacts?name=large", new byte[4 * 1024 * 1024])
                            .status())
                    .isEqualTo(201);
        }
    }

    private DataServers onVolume(SmallVolume volume) {
        return DataServers.started(
                folder,
                volume.folder().resolve("postgres"),
                ServerOptions.keep().with("max_wal_size", "48MB").with("min_wal_size", "32MB"));
    }

    private static DataClient newTenant(DataServers servers) {
        return new DataClient(servers.url(), servers.keys(), new TenantId(Ids.uuid7()));
    }

    /** One event that fills many pages of a table. */
    private Answer append(DataClient tenant) {
        var mark = Ids.uuid7().toString();
        var text = new StringBuilder(PAYLOAD_LETTERS);
        while (text.length() < PAYLOAD_LETTERS) {
            text.append(Ids.uuid7());
        }
        var answer = tenant.post(
                "/api/events",
                "{\"event_type\":\"custom.noted\",\"aggregate_id\":\"%s\",\"payload\":{\"mark\":\"%s\",\"text\":\"%s\"}}"
                        .formatted(Ids.uuid7(), mark, text),
                null);
        if (answer.status() == 201) {
            acked.add(mark);
        } else if (answer.status() == 503 && !answer.toString().contains("is not known")) {
            refused.add(mark);
        }
        return answer;
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.code()).as(answer.toString()).isEqualTo("E1014");
        assertThat(answer.body().path("remedy").asString()).isNotBlank();
    }

    private static void assertReads(DataClient tenant, Answer first) {
        var id = first.body().path("event_id").asString();
        assertThat(tenant.get("/api/events/" + id).status()).isEqualTo(200);
        assertThat(tenant.get("/api/events?limit=5")
                        .body()
                        .path("items")
                        .get(0)
                        .path("event_id")
                        .asString())
                .isEqualTo(id);
        assertThat(tenant.get("/api/goals").status()).isEqualTo(200);
    }

    /** What differs from the answers, after all acknowledged ones were found. */
    private List<String> refusedToo(DataClient tenant) {
        var stored = new ArrayList<String>();
        var last = 0L;
        while (true) {
            var page = tenant.get("/api/events?limit=100&after=" + last).body().path("items");
            if (page.isEmpty()) {
                assertThat(stored).containsAll(acked).doesNotHaveDuplicates();
                return refused.stream().filter(stored::contains).toList();
            }
            for (var event : page) {
                stored.add(event.path("payload").path("mark").asString());
                assertThat(event.path("position").asLong()).isEqualTo(++last);
            }
        }
    }

    /**
     * From here on there is room for a whole file of write-ahead log: what is short is room for tables. The new file is
     * made by the commit, which is why the commit has something to write.
     */
    private static void beginSegment(DataServers servers) throws SQLException, IOException {
        try (var connection = superuser(servers);
                var statement = connection.createStatement()) {
            statement.execute("select pg_switch_wal()");
            statement.execute("select pg_logical_emit_message(true, 'segment', 'begun')");
        }
    }

    /** Opened before the disk is full; the connection is lost on the way, together with the server. */
    private static void fillWriteAheadLog(Connection superuser) {
        try (var statement = superuser.createStatement()) {
            for (var written = 0; written < 4 * SEGMENT; written += MEGABYTE) {
                statement.execute("select pg_logical_emit_message(false, 'full', repeat('x', 1024 * 1024))");
            }
        } catch (SQLException ended) {
            System.out.println("Disk full: PostgreSQL ended with " + ended.getMessage());
        }
    }

    private static Connection superuser(DataServers servers) throws SQLException, IOException {
        var url = "jdbc:postgresql://127.0.0.1:" + servers.postgres().port() + "/portal";
        var password = Files.readString(servers.databaseFolder().resolve("superuser.password"))
                .strip();
        return DriverManager.getConnection(url, "postgres", password);
    }

    private static List<Path> filesOf(SmallVolume volume) throws IOException {
        try (var all = Files.walk(volume.folder())) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
