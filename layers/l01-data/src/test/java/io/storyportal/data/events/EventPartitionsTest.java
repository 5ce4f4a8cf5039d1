package io.storyportal.data.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

class EventPartitionsTest extends Scene {

    private static final String PARTS = """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = 'l01.events'::regclass order by 1
            """;

    @Autowired
    private EventPartitions partitions;

    private List<String> column(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Test
    void areThereForTheMonthsToComeAndMadeOnceByManyAtOnce() throws SQLException {
        assertThat(column(PARTS)).contains("events_beginning", "events_default");
        int before = column(PARTS).size();
        Integer made = Flux.range(0, 4)
                .flatMap(replica -> partitions.makeAhead(before))
                .reduce(0, Integer::sum)
                .block();
        assertThat(Objects.requireNonNull(made)).isPositive();
        assertThat(column(PARTS)).hasSize(before + made);
        assertThat(partitions.makeAhead(before).block()).isZero();
    }

    /** Copies the tenant's first event to another time, as an L01 would have recorded it there. */
    private static String recordAt(Api api, String time) {
        return "insert into events (tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version,"
                + " payload, actor, schema_version, created_at, epoch) select tenant_id, 1 + (select max(position) from"
                + " events where tenant_id = '" + api.tenant() + "'), '" + Ids.uuid7()
                + "', event_type, aggregate_type,"
                + " gen_random_uuid(), version, payload, actor, schema_version, " + time + ", epoch from events"
                + " where position = 1 and tenant_id = '" + api.tenant() + "'";
    }

    @Test
    void takesAnEventOfAnyTimeAndMovesItWhenItsMonthGetsAPart() throws SQLException {
        Api api = newTenant();
        api.create("/api/goals", Map.of("description", "now"));
        try (Connection app = within(api.tenant());
                Statement statement = app.createStatement()) {
            for (String time : List.of("now() + interval '12 months'", "timestamptz '1999-01-01 00:00Z'", "now()")) {
                statement.executeUpdate(recordAt(api, time));
            }
        }
        List<JsonNode> events =
                api.read("/api/events").path("items").valueStream().toList();
        assertThat(events.stream().map(event -> event.path("position").asInt())).containsExactly(1, 2, 3, 4);
        assertThat(partOf(api, 2)).isEqualTo("events_default");
        assertThat(partOf(api, 3)).isEqualTo("events_beginning");

        assertThat(partitions.makeAhead(12).block()).isPositive();

        assertThat(partOf(api, 2)).startsWith("events_20");
        assertThat(api.read("/api/events").path("items").valueStream().toList()).isEqualTo(events);
        for (JsonNode event : events) {
            assertThat(api.read("/api/events/" + event.path("event_id").asString()))
                    .isEqualTo(event);
        }
    }

    private String partOf(Api api, int position) throws SQLException {
        try (Connection app = within(api.tenant());
                Statement statement = app.createStatement();
                ResultSet row = statement.executeQuery(
                        "select tableoid::regclass::text from events where position = " + position)) {
            row.next();
            return row.getString(1).replace("l01.", "");
        }
    }

    @Test
    void cannotBeReadPastThePoliciesOfTheWhole() throws SQLException {
        Api api = newTenant();
        api.create("/api/goals", Map.of("description", "secret"));
        for (String part : column(PARTS)) {
            try (Connection app = within(api.tenant());
                    Statement statement = app.createStatement()) {
                assertThatThrownBy(() -> statement.executeQuery("select * from " + part))
                        .as(part)
                        .hasMessageContaining("permission denied");
                statement.execute("reset role");
                statement.execute("reset app.tenant");
                try (ResultSet count = statement.executeQuery("select count(*) from " + part)) {
                    count.next();
                    assertThat(count.getLong(1))
                            .as("the owner sees nothing in " + part)
                            .isZero();
                }
            }
        }
        try (Connection reader = owner();
                Statement statement = reader.createStatement()) {
            statement.execute("set role portal_l01_reader");
            assertThatThrownBy(() -> statement.executeUpdate("delete from events"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Autowired
    private Database database;

    /** Unless it does, one page costs as much as all that follows it. */
    @Test
    void areMergedInOrderAndNeverSortedByTheFeed() {
        List<Object> values = List.of(1, "1", 5L, 500);
        String plan = database.acrossTenants(connection -> Statements.query(
                                connection, "explain " + EventFeed.ALL, values, row -> row.get(0, String.class))
                        .collectList())
                .map(lines -> String.join("\n", lines))
                .block();
        assertThat(plan).contains("Merge Append").doesNotContainPattern("(?m)^[ >-]*(Incremental )?Sort +\\(");
    }

    @Test
    void areMergedInOrderWhenATenantReads() {
        Api api = newTenant();
        List<Object> values = List.of(api.tenant().value(), 5L);
        String plan = database.readingLog(api.tenant(), connection -> Statements.query(
                                connection,
                                "explain select * from events where tenant_id = $1 and position > $2"
                                        + " order by position limit 10",
                                values,
                                row -> row.get(0, String.class))
                        .collectList())
                .map(lines -> String.join("\n", lines))
                .block();
        assertThat(plan).contains("Merge Append").doesNotContainPattern("(?m)^[ >-]*(Incremental )?Sort +\\(");
    }
}
