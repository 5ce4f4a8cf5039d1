package io.storyportal.data.releases;

import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.testing.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a release left behind ({@code src/test/resources/releases}): its schema as pg_dump tells it, the events of one tenant,
 * and every statement that it says. See the README there.
 */
record EarlierRelease(Path folder) {

    private static final Path ALL = Path.of("src/test/resources/releases");

    /** One statement, and the role that says it. */
    record Said(String role, String sql) {}

    static Stream<EarlierRelease> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory).sorted().map(EarlierRelease::new).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException("No releases in " + ALL.toAbsolutePath(), e);
        }
    }

    List<Said> statements() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("statements.json")))
                .valueStream()
                .map(each ->
                        new Said(each.path("role").asString(), each.path("sql").asString()))
                .toList();
    }

    /** Rows of one tenant's log, from its first. */
    List<JsonNode> events() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("events.ndjson"))) {
            return lines.map(line -> JsonMapper.shared().readTree(line)).toList();
        }
    }

    /** A database as the release left it. */
    DatabaseUrl database() throws IOException, SQLException {
        DatabaseUrl url = DatabaseUrl.parse(RealServers.newDatabase("release"));
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String role : List.of("portal_l01_app", "portal_l01_reader")) {
                statement.execute("do $$ begin create role " + role
                        + " nologin; exception when duplicate_object or unique_violation then null; end $$");
                statement.execute("grant " + role + " to current_user");
            }
            statement.execute(Files.readString(folder.resolve("schema.sql")));
        }
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("events", "journal_heads", "aggregate_heads")) {
                statement.execute("alter table " + table + " no force row level security");
            }
            insert(connection);
            for (String table : List.of("events", "journal_heads", "aggregate_heads")) {
                statement.execute("alter table " + table + " force row level security");
            }
        }
        return url;
    }

    private void insert(Connection connection) throws IOException, SQLException {
        String lines = "[" + String.join(",", Files.readAllLines(folder.resolve("events.ndjson"))) + "]";
        for (String sql : List.of("""
                insert into events overriding system value
                select (jsonb_populate_record(null::events, event)).* from jsonb_array_elements(?::jsonb) event
                """, """
                insert into journal_heads (tenant_id, position, hash, hash_position)
                select e.tenant_id, e.position, e.hash, e.position
                  from jsonb_populate_recordset(null::events, ?::jsonb) e order by e.position desc limit 1
                """, """
                insert into aggregate_heads (tenant_id, aggregate_type, aggregate_id, version, position, deleted, carried)
                select e.tenant_id, e.aggregate_type, e.aggregate_id, max(e.version), max(e.position), false, '{}'
                  from jsonb_populate_recordset(null::events, ?::jsonb) e group by 1, 2, 3
                """)) {
            try (var insert = connection.prepareStatement(sql)) {
                insert.setString(1, lines);
                insert.executeUpdate();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("select setval(pg_get_serial_sequence('events', 'seq'), (select max(seq) from events))");
        }
    }

    static Connection connect(DatabaseUrl url) throws SQLException {
        Connection connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        connection.setSchema("l01");
        return connection;
    }

    /** As the newest version does when it starts; the release's migrations must be what they were. */
    static int migrate(DatabaseUrl url) {
        return Flyway.configure()
                .dataSource(url.jdbc(), url.user(), url.password())
                .schemas("l01")
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
