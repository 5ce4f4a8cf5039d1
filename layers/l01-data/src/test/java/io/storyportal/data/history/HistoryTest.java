package io.storyportal.data.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.retention.Retention;
import io.storyportal.data.retention.RetentionRule;
import io.storyportal.data.schemas.EventPattern;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Role;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** History is altered by hand, past the service, in each way it can be. */
class HistoryTest extends Scene {

    private static final ParameterizedTypeReference<ServerSentEvent<JsonNode>> STATES =
            new ParameterizedTypeReference<>() {};

    @Autowired
    private Checkpointer checkpointer;

    private Api api() {
        return newTenant();
    }

    private static JsonNode verify(Api api) {
        List<ServerSentEvent<JsonNode>> states = Objects.requireNonNull(api.get("/api/history/verification")
                .expectStatus()
                .isOk()
                .returnResult(STATES)
                .getResponseBody()
                .collectList()
                .block());
        assertThat(states.getLast().event()).isEqualTo("done");
        return Objects.requireNonNull(states.getLast().data());
    }

    private static JsonNode whole(Api api, long events) {
        JsonNode result = verify(api);
        assertThat(result.path("finding").isMissingNode()
                        || result.path("finding").isNull())
                .as(result.toString())
                .isTrue();
        assertThat(result.path("position").asLong()).isEqualTo(events);
        return result;
    }

    private static void expectFinding(Api api, String kind, long position) {
        JsonNode finding = verify(api).path("finding");
        assertThat(finding.path("kind").asString("")).as(finding.toString()).isEqualTo(kind);
        assertThat(finding.path("position").asLong()).as(finding.toString()).isEqualTo(position);
    }

    private static Api withGoals(Api api, int many) {
        for (int i = 0; i < many; i++) {
            api.create("/api/goals", Map.of("description", "goal " + i));
        }
        return api;
    }

    /** Statements as the owner of the tables, who has put the guard aside; {@code :t} is the tenant. */
    private void tamper(Api api, String... statements) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : List.of("events", "journal_heads", "checkpoints")) {
                statement.execute("alter table " + table + " no force row level security");
            }
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql.replace(":t", "'" + api.tenant() + "'")))
                        .as(sql)
                        .isPositive();
            }
            for (String table : List.of("events", "journal_heads", "checkpoints")) {
                statement.execute("alter table " + table + " force row level security");
            }
            connection.commit();
        }
    }

    private void sign() {
        checkpointer.signAll().block();
    }

    @Test
    void findsNothingInAnEmptyHistoryOrAnUntouchedOne() {
        Api api = api();
        whole(api, 0);

        withGoals(api, 5);
        sign();
        withGoals(api, 3);
        sign();

        JsonNode result = whole(api, 8);
        assertThat(result.path("checkpoints").asLong()).isEqualTo(2);
        assertThat(result.path("hash").asString()).hasSize(64);
    }

    @Test
    void agreesWithWhatTheDatabaseMakesOfAnyPayload() {
        Api api = api();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            api.create("/api/goals", Map.of("description", "g", "metadata", Map.of("any", anything(random, 4))));
        }
        whole(api, 60);
    }

    private static Object anything(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 9)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 2 -> new BigDecimal("123456789012345678901234567890.12300");
            case 3 -> new BigDecimal("1E+20");
            case 4 -> -0.0;
            case 5 -> "täxt \"\\ \u2028 \uD83D\uDE00 " + random.nextInt();
            case 6 -> random.nextBoolean();
            case 7 -> {
                Map<String, Object> fields = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    fields.put("k" + random.nextInt(1000), anything(random, depth - 1));
                }
                yield fields;
            }
            default -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(anything(random, depth - 1));
                }
                yield elements;
            }
        };
    }

    @Test
    void holdsWhenManyAppendAtOnce() {
        Api api = api();
        WebClient client = WebClient.builder()
                .baseUrl("http://127.0.0.1:" + port())
                .defaultHeaders(headers -> headers.setBearerAuth(Tokens.of("l05", "l01", api.tenant())))
                .build();
        Flux.range(0, 200)
                .flatMap(
                        n -> client.post()
                                .uri("/api/goals")
                                .bodyValue(Map.of("description", "goal " + n))
                                .retrieve()
                                .toBodilessEntity(),
                        16)
                .blockLast();
        whole(api, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = jsonb_set(payload, '{description}', '\"other\"')",
                "actor = 'mallory'",
                "created_at = created_at + interval '1 microsecond'",
                "event_type = 'goal.failed'",
                "aggregate_id = gen_random_uuid()",
                "traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'",
                "schema_version = 2",
                "hash = sha256('x'), payload_hash = payload_hash",
                "hash = null, payload_hash = null"
            })
    void namesTheFirstAlteredEvent(String change) throws SQLException {
        Api api = withGoals(api(), 6);
        tamper(api, "update events set " + change + " where tenant_id = :t and position = 3");
        tamper(api, "update events set actor = 'eve' where tenant_id = :t and position = 5");

        expectFinding(api, "altered", 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "6, 6"})
    void namesTheFirstMissingEvent(long gone, long named) throws SQLException {
        Api api = withGoals(api(), 6);
        tamper(api, "delete from events where tenant_id = :t and position = " + gone);

        expectFinding(api, "missing", named);
    }

    @Test
    void missesTheEndOfALogWhoseHeadWasLoweredToo() throws SQLException {
        Api api = withGoals(api(), 6);
        sign();
        tamper(
                api,
                "delete from events where tenant_id = :t and position > 4",
                "update journal_heads set position = 4, hash_position = 4,"
                        + " hash = (select hash from events where tenant_id = :t and position = 4) where tenant_id = :t");

        expectFinding(api, "missing", 5);
    }

    /** Copies an event to a place, so that all but the hashes are well formed. */
    private static String copyTo(long position) {
        return "insert into events (tenant_id, position, event_id, event_type, aggregate_type, aggregate_id, version,"
                + " payload, actor, schema_version, created_at, epoch, payload_hash, hash)"
                + " select tenant_id, " + position
                + ", gen_random_uuid(), event_type, aggregate_type, gen_random_uuid(),"
                + " version, payload, actor, schema_version, created_at, epoch, payload_hash, hash"
                + " from events where tenant_id = :t and position = 1";
    }

    @Test
    void namesAnEventThatWasInsertedInTheMiddle() throws SQLException {
        Api api = withGoals(api(), 6);
        tamper(
                api,
                "update events set position = position + 1000 where tenant_id = :t and position > 3",
                "update events set position = position - 999 where tenant_id = :t and position > 1000",
                copyTo(4),
                "update journal_heads set position = 7, hash_position = 7 where tenant_id = :t");

        expectFinding(api, "inserted", 4);
    }

    @Test
    void namesAnEventThatWasInsertedBehindTheEnd() throws SQLException {
        Api api = withGoals(api(), 4);
        tamper(api, copyTo(5));

        expectFinding(api, "inserted", 5);
    }

    @Test
    void recognisesARewrittenHistoryByItsCheckpoint() throws SQLException {
        Api api = withGoals(api(), 6);
        Api other = withGoals(api(), 6);
        sign();
        // A chain that is whole in itself, but is not the one that was signed.
        tamper(
                api,
                "update checkpoints set hash = sha256('other') where tenant_id = :t",
                "update checkpoints c set signed = (select signed from checkpoints where tenant_id = '" + other.tenant()
                        + "') where tenant_id = :t");

        expectFinding(api, "checkpoint", 6);
        whole(other, 6);
    }

    @Test
    void refusesACheckpointThatAnotherSigned() throws SQLException {
        Api api = withGoals(api(), 2);
        sign();
        tamper(
                api,
                "update checkpoints set signed = regexp_replace(signed, '[^.]+$', repeat('A', 86)) where tenant_id = :t");

        expectFinding(api, "checkpoint", 2);
    }

    @Test
    void findsWhatIsWrongBehindTheFirstPage() throws SQLException {
        Api api = api();
        withGoals(api, 3);
        for (int batch = 0; batch < 3; batch++) {
            Object[] commands = new Object[400];
            Arrays.setAll(
                    commands, n -> Map.of("op", "create", "resource", "goals", "body", Map.of("description", "g" + n)));
            api.post("/api/commands/batch", Map.of("commands", commands))
                    .expectStatus()
                    .is2xxSuccessful();
        }
        tamper(api, "update events set actor = 'mallory' where tenant_id = :t and position = 1001");

        expectFinding(api, "altered", 1001);
    }

    @Test
    void countsEventsFromBeforeThereWereHashes() throws SQLException {
        Api api = withGoals(api(), 3);
        tamper(
                api,
                "update events set hash = null, payload_hash = null where tenant_id = :t",
                "update journal_heads set hash = null, hash_position = null where tenant_id = :t");
        withGoals(api, 2);

        assertThat(whole(api, 5).path("unchained").asLong()).isEqualTo(3);
    }

    @Autowired
    private Retention retention;

    private Api archived(int goals, int more) {
        Api api = withGoals(api(), goals);
        sign();
        Long taken = retention
                .apply(new RetentionRule(api.tenant(), "r@1", EventPattern.ALL, Duration.ZERO))
                .block();
        assertThat(taken).isEqualTo(goals);
        return withGoals(api, more);
    }

    @Test
    void spansPayloadsThatWentToAnArchive() {
        JsonNode result = whole(archived(6, 3), 9);
        assertThat(result.path("archived").asLong()).isEqualTo(6);
        assertThat(result.path("checkpoints").asLong()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = 'mallory'",
                "payload = '{\"description\": \"forged\"}'",
                "payload_hash = sha256('x')",
                "archive = null",
                "archive = gen_random_uuid()"
            })
    void namesAnAlteredEventWhosePayloadIsInAnArchive(String change) throws SQLException {
        Api api = archived(6, 3);
        tamper(api, "update events set " + change + " where tenant_id = :t and position = 3");

        expectFinding(api, "altered", 3);
    }

    @Test
    void doesNotTakeAPayloadThatWasLostForOneInAnArchive() throws SQLException {
        Api api = archived(6, 3);
        tamper(
                api,
                "update events set payload = '{}', archive = (select archive from events where tenant_id = :t"
                        + " and position = 1) where tenant_id = :t and position = 8");

        expectFinding(api, "altered", 8);
    }

    @Test
    void isForAdministrators() {
        Problems.expect(api().as("l09", Role.DEVELOPER).get("/api/history/verification"), 403, "E1012");
    }
}
