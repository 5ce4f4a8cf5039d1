package io.storyportal.data.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.DataProperties;
import io.storyportal.data.Scene;
import io.storyportal.data.journal.EventChain;
import io.storyportal.data.schemas.EventPattern;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RetentionTest extends Scene {

    @Autowired
    private Retention retention;

    @Autowired
    private PortalProperties portal;

    @Autowired
    private DataProperties properties;

    private static RetentionRule rule(Api api, String types, Duration after) {
        return new RetentionRule(api.tenant(), "rule@1", EventPattern.parse(types), after);
    }

    private static String goal(Api api, Object metadata) {
        return api.create("/api/goals", Map.of("description", "g", "metadata", Map.of("x", metadata)))
                .path("id")
                .asString();
    }

    private static ResponseSpec put(Api api, String path, Object value) {
        return api.client().put().uri(path).bodyValue(Map.of("value", value)).exchange();
    }

    private static List<JsonNode> events(Api api) {
        return api.read("/api/events?limit=500").path("items").valueStream().toList();
    }

    private Map<String, String> archive(Api api) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from event_archives")) {
            Map<String, String> found = new HashMap<>();
            while (row.next()) {
                for (String column : List.of("id", "file", "sha256", "events", "rule")) {
                    found.merge(column, row.getString(column), (one, other) -> one + " " + other);
                }
            }
            return found;
        }
    }

    @Test
    void leavesHeadersAndHashesAndWritesPayloadsToAFileThatProvesThem() throws SQLException, IOException {
        Api api = newTenant();
        String goal = goal(api, new java.math.BigDecimal("1234567890.1234500"));
        api.patch("/api/goals/" + goal, Map.of("status", "running"));
        List<JsonNode> before = events(api);

        assertThat(retention.apply(rule(api, "goal.created", Duration.ZERO)).block())
                .isOne();

        List<JsonNode> after = events(api);
        assertThat(after.get(1)).isEqualTo(before.get(1));
        assertThat(after.getFirst().path("payload")).isEmpty();
        assertThat(after.getFirst().path("metadata"))
                .isEqualTo(before.getFirst().path("metadata"));
        Map<String, String> archive = archive(api);
        assertThat(archive)
                .containsEntry("id", after.getFirst().path("archive").asString())
                .containsEntry("events", "1")
                .containsEntry("rule", "rule@1");
        Path file = portal.home().resolve(properties.archive()).resolve(archive.get("file"));
        byte[] content = Files.readAllBytes(file);
        assertThat(HexFormat.of().formatHex(Sha256.begin().digest(content))).isEqualTo(archive.get("sha256"));
        JsonNode line = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(content);
        assertThat(line.path("event_id")).isEqualTo(before.getFirst().path("event_id"));
        assertThat(HexFormat.of().formatHex(EventChain.payloadHash(line.path("payload"))))
                .as("the payload that the hash in the log was made of")
                .isEqualTo(line.path("payload_hash").asString());
        assertThat(api.read("/api/goals/" + goal).path("status").asString()).isEqualTo("running");
    }

    @Test
    void takesOnlyWhatTheRuleNamesAndNeverWhatVersionsAreToldFrom() {
        Api api = newTenant();
        Api other = newTenant();
        goal(api, 1);
        goal(other, 1);
        put(api, "/api/config/a/b", 1).expectStatus().isOk();

        assertThat(retention.apply(rule(api, "*", Duration.ofDays(1))).block()).isZero();
        assertThat(retention.apply(rule(api, "agent.*", Duration.ZERO)).block()).isZero();
        assertThat(retention.apply(rule(api, "*", Duration.ZERO)).block()).isOne();

        assertThat(events(api).getFirst().path("payload")).isEmpty();
        assertThat(events(api).get(1).path("payload").path("value").asInt()).isOne();
        assertThat(events(other)).noneMatch(event -> event.path("payload").isEmpty());
        assertThat(retention.apply(rule(api, "*", Duration.ZERO)).block()).isZero();
    }

    @Test
    void findsItsRulesAmongTheSettings() {
        Api api = newTenant();
        put(api, "/api/config/retention/all", Map.of("event_types", "*", "days", 1))
                .expectStatus()
                .isOk();
        goal(api, 1);
        assertThat(retention.round().block()).as("nothing is a day old").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "{\"event_types\":\"*\"}",
                "{\"event_types\":\"*\",\"days\":0}",
                "{\"event_types\":\"*\",\"days\":1.5}",
                "{\"event_types\":\"Goal\",\"days\":1}",
                "{\"event_types\":\"*\",\"days\":1,\"hours\":1}"
            })
    void refusesASettingThatIsNoRule(String value) {
        Api api = newTenant();
        Object json = JsonMapper.shared().readValue(value, Object.class);
        Problems.expect(put(api, "/api/config/retention/all", json), 422, "E1002");
        put(api, "/api/config/other/all", json).expectStatus().isOk();
    }

    @Test
    void takesEachPayloadOnceWhenSeveralInstancesDoItWhileOthersAppend() throws SQLException {
        Api api = newTenant();
        for (int i = 0; i < 40; i++) {
            goal(api, i);
        }
        List<Mono<Long>> instances = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            instances.add(retention.apply(rule(api, "*", Duration.ZERO)).onErrorReturn(0L));
        }
        long taken = Flux.merge(instances)
                .reduce(0L, Long::sum)
                .doOnSubscribe(begun -> goal(api, "meanwhile"))
                .blockOptional()
                .orElseThrow();
        assertThat(taken).isBetween(40L, 41L);
        assertThat(archive(api).get("events").split(" ")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void asksForALaterMomentWhereThePayloadsAreInAnArchive() {
        Api api = newTenant();
        String goal = goal(api, 1);
        api.patch("/api/goals/" + goal, Map.of("status", "running"));
        JsonNode second = api.read("/api/goals/" + goal);
        api.patch("/api/goals/" + goal, Map.of("status", "completed"));
        JsonNode third = api.read("/api/goals/" + goal);
        assertThat(retention
                        .apply(rule(api, "goal.created,goal.started", Duration.ZERO))
                        .block())
                .isPositive();

        Problems.expect(api.get("/api/history/goals/" + goal + "?position=1"), 410, "E1070");
        assertThat(api.read("/api/history/goals/" + goal + "?position=2")).isEqualTo(second);
        assertThat(api.read("/api/history/goals/" + goal + "?position=3")).isEqualTo(third);
    }

    @Test
    void leavesSnapshotsOfALongResourceAndReadsItsPastFromThem() throws SQLException {
        Api api = newTenant();
        String goal = goal(api, 0);
        for (int batch = 0; batch < 3; batch++) {
            List<Object> commands = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                commands.add(
                        Map.of("op", "patch", "resource", "goals", "id", goal, "body", Map.of("priority", 1 + i % 10)));
            }
            api.post("/api/commands/batch", Map.of("commands", commands))
                    .expectStatus()
                    .is2xxSuccessful();
        }
        JsonNode now = api.read("/api/goals/" + goal);
        assertThat(api.read("/api/history/goals/" + goal + "?position=1201")).isEqualTo(now);
        JsonNode early = api.read("/api/history/goals/" + goal + "?position=1100");
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version, kept from aggregate_snapshots")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong("version")).isEqualTo(1000);
            assertThat(row.getBoolean("kept")).isFalse();
        }
        assertThat(early.path("version").asInt()).isEqualTo(1100);
        assertThat(api.read("/api/history/goals/" + goal + "?position=1100")).isEqualTo(early);
        assertThat(api.read("/api/history/goals/" + goal + "?position=1201")).isEqualTo(now);
    }
}
