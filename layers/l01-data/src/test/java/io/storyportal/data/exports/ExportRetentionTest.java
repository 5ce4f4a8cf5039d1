package io.storyportal.data.exports;

import static io.storyportal.data.exports.ExportTest.ask;
import static io.storyportal.data.exports.ExportTest.ended;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.config.PortalProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Seven days is how long files stay unless {@code l01.exports-kept} says otherwise. */
class ExportRetentionTest extends Scene {

    @Autowired
    private Database database;

    @Autowired
    private ExportExpiry expiry;

    @Autowired
    private ExportForgetting forgetting;

    @Autowired
    private PortalProperties portal;

    @BeforeEach
    void awaitTheSchema() {
        database.migrated().block();
    }

    private static JsonNode exported(Api api) {
        api.create("/api/goals", Map.of("description", "x"));
        JsonNode export = ended(api, ask(api, "goals", "parquet", Map.of()));
        assertThat(export.path("status").asString()).isEqualTo("completed");
        return export;
    }

    private void change(Api api, String change) throws SQLException {
        try (Connection connection = within(api.tenant());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update exports set " + change)).isPositive();
        }
    }

    private List<Path> files(Api api) throws IOException {
        Path folder = portal.home().resolve("artifacts").resolve(api.tenant().toString());
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private static void expectGone(Api api, JsonNode export) {
        String artifact = "/api/artifacts/" + export.path("artifact_id").asString();
        JsonNode problem =
                Problems.expect(api.get("/api/exports/" + export.path("id").asString()), 410, "E1053");
        assertThat(problem.path("detail").asString()).contains("goals", "was removed at");
        assertThat(problem.path("remedy").asString()).contains("POST /api/exports");
        Problems.expect(api.get(artifact), 404, "E1003");
        Problems.expect(api.get(artifact + "/content"), 404, "E1003");
        assertThat(api.read("/api/exports").path("items")).isEmpty();
    }

    @Test
    void removesTheFileAndSaysSo() throws Exception {
        Api api = newTenant();
        JsonNode export = exported(api);
        assertThat(files(api)).hasSize(1);
        change(api, "completed_at = now() - interval '7 days 1 minute'");
        assertThat(expiry.round().block()).isPositive();
        expectGone(api, export);
        assertThat(files(api)).isEmpty();
        assertThat(expiry.round().block()).isZero();
    }

    @Test
    void leavesWhatIsYoungOrUnfinished() throws Exception {
        Api api = newTenant();
        JsonNode export = exported(api);
        change(api, "completed_at = now() - interval '6 days 23 hours'");
        expiry.round().block();
        String path = "/api/exports/" + export.path("id").asString();
        assertThat(api.read(path).path("artifact_id")).isEqualTo(export.path("artifact_id"));
        assertThat(files(api)).hasSize(1);
        change(api, "status = 'running', held_until = now() + interval '50 seconds', completed_at = '2020-01-01'");
        expiry.round().block();
        assertThat(api.read(path).path("status").asString()).isEqualTo("running");
        assertThat(files(api)).hasSize(1);
    }

    /** The fact was taken away, the bytes and the row were not. */
    @Test
    void finishesWhatAKilledReplicaBegan() throws Exception {
        Api api = newTenant();
        JsonNode export = exported(api);
        Path file = files(api).getFirst();
        String artifact = export.path("artifact_id").asString();
        api.client()
                .delete()
                .uri("/api/artifacts/" + artifact)
                .exchange()
                .expectStatus()
                .isNoContent();
        Files.writeString(file, "left");
        change(api, "completed_at = now() - interval '8 days'");
        expiry.round().block();
        expectGone(api, export);
        assertThat(files(api)).isEmpty();
    }

    @Test
    void mayBeDoneByTwoReplicasAtOnce() throws Exception {
        Api api = newTenant();
        JsonNode export = exported(api);
        change(api, "completed_at = now() - interval '8 days'");
        Mono.when(expiry.round(), expiry.round()).block();
        expectGone(api, export);
        assertThat(api.read("/api/events?event_type=artifact.deleted").path("items"))
                .hasSize(1);
    }

    @Test
    void passesOverAFileThatCannotBeRemoved() throws Exception {
        Api stuck = newTenant();
        JsonNode export = exported(stuck);
        Path file = files(stuck).getFirst();
        Files.delete(file);
        Files.createFile(Files.createDirectory(file).resolve("in the way"));
        change(stuck, "completed_at = now() - interval '9 days'");
        Api other = newTenant();
        JsonNode next = exported(other);
        change(other, "completed_at = now() - interval '8 days'");
        expiry.round().block();
        expectGone(other, next);
        assertThat(stuck.read("/api/exports").path("items")).hasSize(1);
        Files.delete(file.resolve("in the way"));
        expiry.round().block();
        expectGone(stuck, export);
    }

    @Test
    void forgetsWhatIsLongGone() throws Exception {
        Api api = newTenant();
        JsonNode export = exported(api);
        change(api, "removed_at = now() - interval '89 days'");
        forgetting.round().block();
        Problems.expect(api.get("/api/exports/" + export.path("id").asString()), 410, "E1053");
        change(api, "removed_at = now() - interval '91 days'");
        assertThat(forgetting.round().block()).isPositive();
        Problems.expect(api.get("/api/exports/" + export.path("id").asString()), 404, "E1003");
    }
}
