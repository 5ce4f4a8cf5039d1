package io.storyportal.data.exports;

import static io.storyportal.data.exports.ExportTest.ask;
import static io.storyportal.data.exports.ExportTest.content;
import static io.storyportal.data.exports.ExportTest.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.DataCatalogue;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.resources.ResourceType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files are read back by DuckDB and compared with the NDJSON of the same rows. */
class ParquetExportTest extends Scene {

    @TempDir
    private Path folder;

    @Autowired
    private Database database;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void awaitTheSchema() {
        database.migrated().block();
    }

    private ParquetFile parquet(Api api, String resource, Map<String, String> filters) {
        JsonNode export = ended(api, ask(api, resource, "parquet", filters));
        JsonNode artifact =
                api.read("/api/artifacts/" + export.path("artifact_id").asString());
        assertThat(artifact.path("content_type").asString()).isEqualTo("application/vnd.apache.parquet");
        assertThat(artifact.path("name").asString()).endsWith(".parquet");
        ParquetFile file = ParquetFile.of(folder, content(api, export));
        assertThat(file.rows()).hasSize(export.path("rows").asInt());
        return file;
    }

    private List<JsonNode> ndjson(Api api, String resource, Map<String, String> filters) {
        byte[] lines = content(api, ended(api, ask(api, resource, "ndjson", filters)));
        return new String(lines, StandardCharsets.UTF_8)
                .lines()
                .map(json::readTree)
                .toList();
    }

    /** Row for row and type for type; answers the file. */
    private ParquetFile expectTheSame(Api api, String resource, Map<String, String> filters) {
        ParquetFile file = parquet(api, resource, filters);
        Map<String, String> types = file.types();
        assertThat(file.rows().stream().map(row -> read(row, types)))
                .containsExactlyElementsOf(ndjson(api, resource, filters).stream()
                        .map(line -> expected(line, types))
                        .toList());
        return file;
    }

    private Map<String, @Nullable Object> read(Map<String, @Nullable Object> row, Map<String, String> types) {
        Map<String, @Nullable Object> read = new TreeMap<>();
        types.forEach((name, type) -> read.put(name, ParquetFile.read(row.get(name), type, json)));
        return read;
    }

    private static Map<String, @Nullable Object> expected(JsonNode line, Map<String, String> types) {
        Map<String, @Nullable Object> expected = new TreeMap<>();
        line.propertyNames().forEach(name -> assertThat(types).containsKey(name));
        types.forEach((name, type) -> expected.put(name, ParquetFile.expected(line.path(name), type)));
        return expected;
    }

    private void insert(Api api, String sql) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void givesEachColumnItsType() throws SQLException {
        Api api = newTenant();
        insert(
                api,
                "insert into model_usage (tenant_id, id, version, created_at, updated_at, model_provider, model_name,"
                        + " input_tokens, output_tokens, latency_ms, cost_estimate, metadata) select '" + api.tenant()
                        + "', gen_random_uuid(), 1, '1969-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.000001Z', 'p',"
                        + " 'm', tokens, 0, nullif(tokens, 0), cost, '{\"n\": [1e300, 12345678901234567890123, -0.1, null]}'"
                        + " from (values (9223372036854775807, 999999999.999999), (0, 0), (9007199254740993, 0.000001))"
                        + " as odd (tokens, cost)");
        Map<String, String> types = new LinkedHashMap<>();
        types.put("id", "UUID");
        types.put("version", "BIGINT");
        types.put("created_at", "TIMESTAMP WITH TIME ZONE");
        types.put("updated_at", "TIMESTAMP WITH TIME ZONE");
        types.put("agent_id", "UUID");
        types.put("model_provider", "VARCHAR");
        types.put("model_name", "VARCHAR");
        types.put("input_tokens", "BIGINT");
        types.put("output_tokens", "BIGINT");
        types.put("latency_ms", "BIGINT");
        types.put("cost_estimate", "DECIMAL(18,6)");
        types.put("call_key", "VARCHAR");
        types.put("metadata", "JSON");
        ParquetFile file = expectTheSame(api, "model-usage", Map.of());
        assertThat(file.types().entrySet()).containsExactlyElementsOf(types.entrySet());
        assertThat(file.rows()).extracting(row -> row.get("input_tokens")).contains(Long.MAX_VALUE, 9007199254740993L);
        assertThat(file.codecs()).containsExactly("SNAPPY");
    }

    @Test
    void keepsTextsAsTheyAre() {
        Api api = newTenant().as("l03");
        Stream.of("", "=1+1", "ü 漢字 \uD83D\uDE00 \u0001", "a,\"b\"\r\nc", "null", "x".repeat(20_000))
                .forEach(text -> api.create(
                        "/api/tool-executions",
                        Map.of(
                                "tool_name",
                                "t",
                                "error_message",
                                text,
                                "input_params",
                                Map.of("ü", List.of(text, 1, true)))));
        api.create("/api/tool-executions", Map.of("tool_name", "without the rest"));
        expectTheSame(api, "tool-executions", Map.of());
    }

    @Test
    void writesSomeOfTheRows() {
        Api api = newTenant();
        for (String status : List.of("queued", "running", "queued")) {
            api.create("/api/goals", Map.of("description", status, "status", status, "priority", 7));
        }
        ParquetFile file = expectTheSame(api, "goals", Map.of("status", "queued"));
        assertThat(file.rows()).hasSize(2);
        assertThat(file.types()).containsEntry("priority", "INTEGER").containsEntry("status", "VARCHAR");
    }

    /** Such a file has its columns all the same. */
    @Test
    void writesAFileWithoutRowsOfEveryResource() {
        Api api = newTenant().as("l09");
        DataCatalogue.types().all().stream()
                .filter(type -> !List.of("api-keys", "config", "tenants").contains(type.name()))
                .forEach(type -> assertThat(withoutRows(api, type)).containsExactlyElementsOf(type.told()));
    }

    private Iterable<String> withoutRows(Api api, ResourceType<?> type) {
        ParquetFile file = parquet(api, type.name(), Map.of("id", "none"));
        assertThat(file.rows()).isEmpty();
        return file.types().keySet();
    }

    @Test
    void writesManyGroupsOfRows() throws SQLException {
        Api api = newTenant();
        insert(
                api,
                "insert into documents select '" + api.tenant()
                        + "', gen_random_uuid(), 1, now(), now(), 'n' || i,"
                        + " (select string_agg(md5(i || ' ' || part), '') from generate_series(1, 160) part),"
                        + " 'text/plain', '{}', '{}' from generate_series(1, 4321) i");
        ParquetFile file = expectTheSame(api, "documents", Map.of());
        assertThat(file.rows()).hasSize(4321);
        assertThat(file.groups()).hasSizeGreaterThan(2).allMatch(bytes -> bytes < ParquetEncoder.GROUP * 9 / 8);
    }

    @Test
    void holdsBackNoMoreThanAGroupAndSomeRows() {
        ResourceType<?> documents = DataCatalogue.types().all().stream()
                .filter(type -> type.name().equals("documents"))
                .findFirst()
                .orElseThrow();
        RowEncoder encoder = RowEncoder.of(ExportFormat.PARQUET, documents, json);
        Random random = new Random(1);
        byte[] large = new byte[768 * 1024];
        long taken = 0;
        long given = encoder.head().length;
        for (int i = 0; i < 64; i++) {
            random.nextBytes(large);
            String content = Base64.getEncoder().encodeToString(large);
            given += encoder.encode(List.of(json.createObjectNode().put("content", content))).length;
            taken += content.length();
            assertThat(taken - given).isLessThan(ParquetEncoder.GROUP + 4L * content.length());
        }
    }

    @Test
    void hasNoRowOfAnotherTenant() {
        Api owner = newTenant();
        owner.create("/api/goals", Map.of("description", "mine"));
        assertThat(parquet(newTenant(), "goals", Map.of()).rows()).isEmpty();
        assertThat(parquet(owner, "goals", Map.of()).rows()).hasSize(1);
    }
}
