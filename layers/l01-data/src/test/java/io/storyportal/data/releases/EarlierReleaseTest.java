package io.storyportal.data.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.storyportal.data.Scene;
import io.storyportal.data.journal.EventChain;
import io.storyportal.data.journal.EventEnvelope;
import io.storyportal.data.journal.EventMetadata;
import io.storyportal.data.schemas.EventSchemas;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an earlier release left and still says, while its instances run beside ones of this version. */
class EarlierReleaseTest extends Scene {

    private static final String RELEASES = "io.storyportal.data.releases.EarlierRelease#all";
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    @Autowired
    private Mono<EventSchemas> schemas;

    @ParameterizedTest
    @MethodSource(RELEASES)
    void goesOnSayingItsStatementsToTheNewestSchema(EarlierRelease release) throws IOException, SQLException {
        DatabaseUrl url = release.database();
        assertThat(EarlierRelease.migrate(url)).isPositive();
        List<String> refused = new ArrayList<>();
        try (Connection connection = EarlierRelease.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = l01, public");
            for (EarlierRelease.Said said : release.statements()) {
                try {
                    statement.execute("set role " + said.role());
                    statement.execute("prepare said as " + said.sql());
                    statement.execute("explain execute said" + nulls(said.sql()));
                } catch (SQLException e) {
                    refused.add(e.getMessage() + " in: " + said.sql());
                } finally {
                    statement.execute("reset role");
                    statement.execute("deallocate all");
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    private static String nulls(String sql) {
        int most = 0;
        for (Matcher found = PARAMETER.matcher(sql); found.find(); ) {
            most = Math.max(most, Integer.parseInt(found.group(1)));
        }
        return most == 0 ? "" : "(" + String.join(", ", Collections.nCopies(most, "null")) + ")";
    }

    @ParameterizedTest
    @MethodSource(RELEASES)
    void appendsAsBeforeBehindWhatItRecorded(EarlierRelease release) throws IOException, SQLException {
        DatabaseUrl url = release.database();
        EarlierRelease.migrate(url);
        JsonNode last = release.events().getLast();
        ObjectNode next = (ObjectNode) last.deepCopy();
        long position = last.path("position").asLong() + 1;
        next.put("position", position).put("event_id", UUID.randomUUID().toString());
        next.put("aggregate_id", UUID.randomUUID().toString());
        String record = release.statements().stream()
                .map(EarlierRelease.Said::sql)
                .filter(sql -> sql.contains("insert into events"))
                .findFirst()
                .orElseThrow();
        try (Connection connection = EarlierRelease.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute(
                    "select set_config('app.tenant', '" + last.path("tenant_id").asString() + "', false)");
            statement.execute("prepare said as " + record);
            statement.execute("execute said('%s', '%s', '[]', %d, 1, '\\x00')"
                    .formatted(last.path("tenant_id").asString(), ("[" + next + "]").replace("'", "''"), position));
            try (ResultSet events =
                    statement.executeQuery("select position, seq from events order by seq desc limit 2")) {
                events.next();
                assertThat(events.getLong(1)).isEqualTo(position);
                long seq = events.getLong(2);
                events.next();
                assertThat(seq).as("the feed's order goes on").isGreaterThan(events.getLong(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(RELEASES)
    void leavesEventsWhoseChainHoldsAfterTheMigration(EarlierRelease release) throws IOException, SQLException {
        DatabaseUrl url = release.database();
        EarlierRelease.migrate(url);
        byte[] hash = EventChain.start();
        int seen = 0;
        try (Connection connection = EarlierRelease.connect(url);
                PreparedStatement all = connection.prepareStatement(
                        "select *, payload::text as text from events where tenant_id = ?::uuid order by position")) {
            connection.createStatement().execute("set role portal_l01_reader");
            all.setString(1, release.events().getFirst().path("tenant_id").asString());
            try (ResultSet row = all.executeQuery()) {
                while (row.next()) {
                    EventChain.Link link = EventChain.link(hash, event(row), EXACT.readTree(row.getString("text")));
                    hash = link.hash();
                    seen++;
                    assertThat(row.getBytes("hash")).as("event " + seen).isEqualTo(hash);
                }
            }
        }
        assertThat(seen).isEqualTo(release.events().size());
    }

    private static final ObjectReader EXACT =
            JsonMapper.shared().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static EventEnvelope event(ResultSet row) throws SQLException {
        return new EventEnvelope(
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getString("aggregate_type"),
                row.getObject("aggregate_id", UUID.class),
                row.getLong("version"),
                row.getLong("position"),
                Map.of(),
                new EventMetadata(
                        row.getObject("tenant_id", UUID.class),
                        row.getString("actor"),
                        row.getString("traceparent"),
                        row.getObject("causation_id", UUID.class),
                        row.getInt("schema_version")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    @ParameterizedTest
    @MethodSource(RELEASES)
    void recordedEventsThatTheirSchemasStillAccept(EarlierRelease release) throws IOException {
        EventSchemas known = Objects.requireNonNull(schemas.block());
        for (JsonNode event : release.events()) {
            assertThatCode(() -> known.require(
                            event.path("event_type").asString(),
                            event.path("schema_version").asInt(),
                            (ObjectNode) event.path("payload")))
                    .as(event.path("event_type").asString())
                    .doesNotThrowAnyException();
        }
    }
}
