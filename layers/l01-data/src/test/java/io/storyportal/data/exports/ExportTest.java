package io.storyportal.data.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.DataCatalogue;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest extends Scene {

    @Autowired
    private Database database;

    @Autowired
    private ExportFiles files;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void awaitTheSchema() {
        database.migrated().block();
    }

    static String ask(Api api, String resource, String format, Map<String, String> filters) {
        JsonNode export =
                Api.json(api.post("/api/exports", Map.of("resource", resource, "format", format, "filters", filters))
                        .expectStatus()
                        .isAccepted());
        assertThat(export.path("status").asString()).isEqualTo("pending");
        assertThat(export.has("artifact_id")).isFalse();
        return export.path("id").asString();
    }

    static JsonNode ended(Api api, String id) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> api.read("/api/exports/" + id), export -> List.of("completed", "failed")
                        .contains(export.path("status").asString()));
    }

    private static String text(Api api, JsonNode export) {
        return new String(content(api, export), StandardCharsets.UTF_8);
    }

    static byte[] content(Api api, JsonNode export) {
        assertThat(export.path("status").asString()).isEqualTo("completed");
        String artifact = export.path("artifact_id").asString();
        byte[] content = api.get("/api/artifacts/" + artifact + "/content")
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        assertThat(api.read("/api/artifacts/" + artifact).path("size").asLong())
                .isEqualTo(export.path("bytes").asLong());
        return content == null ? new byte[0] : content;
    }

    private static String exported(Api api, String resource, String format, Map<String, String> filters) {
        return text(api, ended(api, ask(api, resource, format, filters)));
    }

    private void asApp(Api api, String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute("select set_config('app.tenant', '" + api.tenant() + "', false)");
            statement.execute(sql);
        }
    }

    /** An export as another replica may have left it. */
    private String left(Api api, String status, String heldUntil, int attempts, UUID artifact) throws SQLException {
        return left(api, ExportFormat.NDJSON, status, heldUntil, attempts, artifact);
    }

    private String left(Api api, ExportFormat format, String status, String heldUntil, int attempts, UUID artifact)
            throws SQLException {
        String id = Ids.uuid7().toString();
        asApp(
                api,
                "insert into exports (tenant_id, id, created_at, requested_by, resource, format, filters, status,"
                        + " row_count, artifact_id, attempts, holder, held_until) values ('" + api.tenant() + "', '"
                        + id + "', now(), 'ann', 'goals', '" + format.word() + "', '{}', '" + status + "', 7, '"
                        + artifact + "', "
                        + attempts + ", 'another', " + heldUntil + ")");
        return id;
    }

    @Test
    void writesALineForEachRowAsTheApiAnswersIt() {
        Api api = newTenant();
        for (String status : List.of("queued", "running", "queued")) {
            api.create("/api/goals", Map.of("description", "ü \"" + status + "\"\n", "status", status));
        }
        String id = ask(api, "goals", "ndjson", Map.of("status", "queued"));
        JsonNode export = ended(api, id);
        List<JsonNode> lines = text(api, export).lines().map(json::readTree).toList();
        assertThat(lines)
                .containsExactlyElementsOf(api.read("/api/goals?status=queued&order=asc")
                        .path("items")
                        .valueStream()
                        .toList());
        assertThat(export.path("rows").asInt()).isEqualTo(2);
        assertThat(export.has("completed_at") && export.has("started_at")).isTrue();
        assertThat(export.path("requested_by").asString()).isEqualTo("ann");
        JsonNode artifact =
                api.read("/api/artifacts/" + export.path("artifact_id").asString());
        assertThat(artifact.path("name").asString()).isEqualTo("goals-" + id + ".ndjson");
        assertThat(artifact.path("content_type").asString()).isEqualTo("application/x-ndjson");
    }

    @Test
    void writesCsvThatASpreadsheetRunsNothingOf() {
        Api api = newTenant().as("l03");
        for (String text : List.of("=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=1", "a,\"b\"\r\nc", "")) {
            api.create(
                    "/api/tool-executions",
                    Map.of("tool_name", "t", "error_message", text, "input_params", Map.of("a", List.of(-1, "=2"))));
        }
        List<String> records =
                List.of(exported(api, "tool-executions", "csv", Map.of()).split("\r\n(?=[0-9a-f]{8}-|$)"));
        List<String> header = List.of(records.getFirst().split(","));
        assertThat(header)
                .startsWith("id", "version", "created_at", "updated_at")
                .doesNotContain("tenant_id");
        assertThat(header).containsSubsequence("input_params", "status", "error_message");
        assertThat(records).hasSize(10);
        assertThat(records.subList(1, records.size()))
                .allMatch(line -> line.contains("\"{\"\"a\"\":[-1,\"\"=2\"\"]}\""));
        assertThat(String.join("\n", records))
                .contains(
                        ",'=1+1,",
                        ",'+1,",
                        ",'-1,",
                        ",'@x,",
                        ",'\tx,",
                        ",\"'\rx\",",
                        ",a=1,",
                        ",\"a,\"\"b\"\"\r\nc\",",
                        ",\"\",");
    }

    @Test
    void writesEveryRowOfManyPages() throws SQLException {
        Api api = newTenant();
        asApp(
                api,
                "insert into documents select '" + api.tenant()
                        + "', gen_random_uuid(), 1, now(), now(), 'n' || i, repeat('x', 5000), 'text/plain', '{}', '{}'"
                        + " from generate_series(1, 2345) i");
        JsonNode export = ended(api, ask(api, "documents", "ndjson", Map.of()));
        assertThat(export.path("rows").asInt()).isEqualTo(2345);
        assertThat(text(api, export)
                        .lines()
                        .map(line -> json.readTree(line).path("title").asString()))
                .hasSize(2345)
                .doesNotHaveDuplicates();
    }

    @Test
    void readsTheRowsOfOneMoment() {
        Api api = newTenant();
        api.create("/api/goals", Map.of("description", "first"));
        String count = "select count(*) as n from goals where tenant_id = $1";
        List<Object> tenant = List.of(api.tenant().value());
        List<Long> counts = database.snapshot(api.tenant(), connection -> Statements.query(
                                connection, count, tenant, row -> row.get("n", Long.class))
                        .concatWith(Mono.fromRunnable(() -> api.create("/api/goals", Map.of("description", "more")))
                                .subscribeOn(Schedulers.boundedElastic())
                                .then(Mono.empty()))
                        .concatWith(Statements.query(connection, count, tenant, row -> row.get("n", Long.class)))
                        .collectList())
                .block();
        assertThat(counts).containsExactly(1L, 1L);
        assertThat(api.read("/api/goals").path("items")).hasSize(2);
    }

    /** The file is an artifact that a guest may read, so what only administrators see is not written into one. */
    @Test
    void exportsEveryResourceButThoseOfAdministrators() {
        Api api = newTenant().as("l09");
        List<String> ofAdministrators = List.of("api-keys", "config", "tenants");
        DataCatalogue.types().all().stream()
                .map(ResourceType::name)
                .filter(name -> !ofAdministrators.contains(name))
                .forEach(name -> exported(api, name, "csv", Map.of()));
        ofAdministrators.forEach(
                name -> Problems.expectRefusal(api.post("/api/exports", Map.of("resource", name, "format", "csv"))));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void takesOverWhatAnotherReplicaLeft(ExportFormat format) throws SQLException {
        Api api = newTenant();
        api.create("/api/goals", Map.of("description", "x"));
        String silent = left(api, format, "running", "now() - interval '1 second'", 1, Ids.uuid7());
        assertThat(content(api, ended(api, silent))).isNotEmpty();
        assertThat(api.read("/api/exports/" + silent).path("rows").asInt()).isOne();
    }

    /** The lease was given before the database's clock was set back an hour; its holder is gone. */
    @Test
    void takesOverWhatIsHeldForLongerThanAnyLease() throws SQLException {
        Api api = newTenant();
        api.create("/api/goals", Map.of("description", "x"));
        String held = left(api, "running", "now() + interval '1 hour'", 1, Ids.uuid7());
        assertThat(text(api, ended(api, held)).lines()).hasSize(1);
        String waiting = left(api, "pending", "now() + interval '1 hour'", 1, Ids.uuid7());
        assertThat(text(api, ended(api, waiting)).lines()).hasSize(1);
    }

    @Test
    void carriesOutWhatAStoppingReplicaGaveBack() throws SQLException {
        Api api = newTenant();
        UUID artifact = Ids.uuid7();
        UUID id = UUID.fromString(left(api, "running", "now() + interval '50 seconds'", 3, artifact));
        Job cutOff = new Job(api.tenant(), id, "ann", "goals", ExportFormat.NDJSON, Map.of(), artifact, 3);
        assertThat(new ExportQueue(database, json, "another").giveBack(cutOff).block())
                .isTrue();
        assertThat(ended(api, id.toString()).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void leavesAloneWhatAnotherReplicaHolds() throws SQLException {
        Api api = newTenant();
        String held = left(api, "running", "now() + interval '50 seconds'", 1, Ids.uuid7());
        ended(api, ask(api, "goals", "csv", Map.of()));
        assertThat(api.read("/api/exports/" + held).path("status").asString()).isEqualTo("running");
        asApp(api, "update exports set held_until = now() where id = '" + held + "'");
        assertThat(ended(api, held).path("status").asString()).isEqualTo("completed");
    }

    @Test
    void makesNoSecondFileOfAnExportWhoseEndWasCutOff() throws SQLException {
        Api api = newTenant();
        String artifact = Api.json(api.client()
                        .post()
                        .uri("/api/artifacts?name=made.ndjson")
                        .bodyValue("{}\n")
                        .exchange())
                .path("id")
                .asString();
        String id = left(api, "running", "now() - interval '1 second'", 1, UUID.fromString(artifact));
        JsonNode export = ended(api, id);
        assertThat(export.path("artifact_id").asString()).isEqualTo(artifact);
        assertThat(export.path("rows").asInt()).isEqualTo(7);
        assertThat(api.read("/api/artifacts").path("items")).hasSize(1);
    }

    @Test
    void givesUpWhatNeverComesToItsEnd() throws SQLException {
        Api api = newTenant();
        JsonNode export = ended(api, left(api, "running", "now() - interval '1 second'", 3, Ids.uuid7()));
        assertThat(export.path("status").asString()).isEqualTo("failed");
        assertThat(export.path("error").asString()).contains("3 times");
        assertThat(export.has("artifact_id")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void dropsTheFileWhenItsExportWasTakenOver(ExportFormat format) throws SQLException {
        Api api = newTenant();
        api.create("/api/goals", Map.of("description", "x"));
        UUID artifact = Ids.uuid7();
        UUID id = UUID.fromString(left(api, "running", "now() + interval '50 seconds'", 1, artifact));
        Job stale = new Job(api.tenant(), id, "ann", "goals", format, Map.of(), artifact, 1);
        ExportQueue paused = new ExportQueue(database, json, "paused");
        assertThat(paused.renew(stale, new Progress()).block()).isFalse();
        assertThat(paused.complete(stale).block()).isFalse();
        assertThat(paused.fail(stale, "x").block()).isFalse();
        assertThatThrownBy(() -> files.make(stale, new Progress(), Mono.error(new IllegalStateException("lost")))
                        .block())
                .hasMessage("lost");
        Problems.expect(api.get("/api/artifacts/" + artifact), 404, "E1003");
    }

    @Test
    void givesEachExportToOneReplica() throws SQLException {
        Api api = newTenant();
        for (int i = 0; i < 10; i++) {
            left(api, "pending", "null", 0, Ids.uuid7());
        }
        List<UUID> claimed = Flux.range(0, 10)
                .flatMap(i -> new ExportQueue(database, json, "replica-" + i).claim())
                .map(Job::id)
                .collectList()
                .block();
        assertThat(claimed).doesNotHaveDuplicates();
    }

    @Test
    void takesARequestOnceThatIsSentTwiceWithOneKey() {
        Api api = newTenant();
        Map<String, Object> body = Map.of("resource", "goals", "format", "csv");
        List<String> ids = Stream.of(1, 2)
                .map(attempt -> Api.json(api.post("/api/exports", body, "export-1")
                                .expectStatus()
                                .isAccepted())
                        .path("id")
                        .asString())
                .distinct()
                .toList();
        assertThat(ids).hasSize(1);
        assertThat(api.read("/api/exports").path("items")).hasSize(1);
        Problems.expect(
                api.post("/api/exports", Map.of("resource", "plans", "format", "csv"), "export-1"), 422, "E1016");
    }

    @Test
    void refusesMoreThanTwentyUnfinishedOnes() throws SQLException {
        Api api = newTenant();
        for (int i = 0; i < 20; i++) {
            left(api, "running", "now() + interval '50 seconds'", 1, Ids.uuid7());
        }
        Problems.expect(api.post("/api/exports", Map.of("resource", "goals", "format", "csv")), 429, "E1052");
        assertThat(api.read("/api/exports?status=running&limit=15").has("next_cursor"))
                .isTrue();
        asApp(api, "update exports set status = 'failed'");
        ask(api, "goals", "csv", Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\": \"csv\"}",
                "{\"resource\": \"goals\"}",
                "{\"resource\": \"events\", \"format\": \"csv\"}",
                "{\"resource\": \"goals; drop\", \"format\": \"csv\"}",
                "{\"resource\": \"goals\", \"format\": \"csv\", \"filters\": {\"tenant_id\": \"x\"}}",
                "{\"resource\": \"goals\", \"format\": \"csv\", \"filters\": {\"metadata\": \"x\"}}",
                "{\"resource\": \"goals\", \"format\": \"csv\", \"filters\": {\"status\": null}}",
                "{\"resource\": \"goals\", \"format\": \"csv\", \"filters\": {\"status\": \"\\u0000\"}}",
                "{\"resource\": \"api-keys\", \"format\": \"csv\", \"filters\": {\"key_hash\": \"x\"}}"
            })
    void refusesWhatItCannotExport(String body) {
        Problems.expectRefusal(newTenant().post("/api/exports", body));
    }

    @Test
    void saysWhichFormatsThereAre() {
        JsonNode problem =
                Problems.expect(newTenant().post("/api/exports", Map.of("resource", "goals", "format", "xlsx")), 422);
        assertThat(problem.path("detail").asString()).contains("format", "ndjson", "csv", "parquet");
        assertThat(problem.path("remedy").asString()).isNotBlank();
    }

    @Test
    void isNotForGuests() {
        Api api = newTenant();
        Map<String, Object> goals = Map.of("resource", "goals", "format", "csv");
        Problems.expect(api.as("l09", Role.GUEST).post("/api/exports", goals), 403, "E1012");
        api.as("l09", Role.DEVELOPER).post("/api/exports", goals).expectStatus().isAccepted();
    }

    @Test
    void showsNothingToAnotherTenant() {
        Api owner = newTenant();
        Api stranger = newTenant();
        owner.create("/api/goals", Map.of("description", "mine"));
        String id = ask(owner, "goals", "ndjson", Map.of());
        ended(owner, id);
        Problems.expect(stranger.get("/api/exports/" + id), 404, "E1003");
        assertThat(stranger.read("/api/exports").path("items")).isEmpty();
        assertThat(exported(stranger, "goals", "ndjson", Map.of())).isEmpty();
    }
}
