package io.storyportal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user meets it, against a door that is played. */
@Tag("cli")
class PortalTest {

    private static final String GOALS = "/api/v1/goals";
    private static final String REPORT_PATH = GOALS + "/g1/report";
    private static final String PROGRESS_PATH = GOALS + "/g1/progress";
    private static final String HISTORY = "/api/v1/history/verification";
    private static final String REPORT = """
            {"goal_id":"g1","plan_id":"p1","description":"d","status":"%s","duration_ms":812,"cost":"0.0000",\
            "tasks":[{"id":"t1","name":"profile","tool":"dataset.profile","status":"%1$s","duration_ms":120,\
            "attempts":1,"depends_on":[]}],"documents":[{"id":"d1","title":"../Report: orders","content_type":\
            "text/markdown","content":"# Orders\\n7 rows","extra":1}],"later_field":true}""";

    @TempDir
    Path folder;

    private FakeDoor door;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void open() throws IOException {
        door = new FakeDoor();
        environment.put("PORTAL_HOME", folder.resolve("home").toString());
        environment.put("PORTAL_URL", door.url());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void showsAGoalFromItsTasksToItsReport() throws IOException {
        door.json(GOALS, 202, "{\"goal_id\":\"g1\"}");
        door.answer(PROGRESS_PATH, 200, "text/event-stream", sse(report("running")) + done(report("completed")));
        door.json(REPORT_PATH, 200, report("completed"));

        assertThat(run("goal", "Profile it", "--wait")).isEqualTo(ExitCode.OK);

        assertThat(text())
                .contains("# Orders\n7 rows", "dataset.profile", "0.12 s", "completed in 0.81 s, cost 0.0000");
        assertThat(text()).doesNotContain("\u001b");
    }

    @Test
    void saysThatTheHistoryIsWhole() {
        door.answer(HISTORY, 200, "text/event-stream", sse(state("null")) + done(state("null")));

        assertThat(run("verify")).isEqualTo(ExitCode.OK);

        assertThat(text()).contains("7 events are as they were recorded, 2 signed checkpoints agree", "abc123");
    }

    @Test
    void failsWhenAnEventWasAltered() {
        var finding = "{\"kind\":\"altered\",\"position\":8,\"detail\":\"Event 8 was altered\"}";
        door.answer(HISTORY, 200, "text/event-stream", done(state(finding)));

        assertThat(run("verify")).isEqualTo(ExitCode.FAILED);

        assertThat(text()).contains("Event 8 was altered", "The 7 events before");
    }

    @Test
    void doesNotTakeAVerificationThatBrokeOffForAProof() {
        door.answer(HISTORY, 200, "text/event-stream", sse(state("null")));

        assertThat(run("verify")).isEqualTo(ExitCode.MACHINE);
    }

    private static String state(String finding) {
        return """
                {"position":7,"last_position":9,"unchained":0,"checkpoints":2,"hash":"abc123","finding":%s}""".formatted(finding);
    }

    @Test
    void printsExactlyOneObjectForScripts() throws IOException {
        door.json(GOALS, 202, "{\"goal_id\":\"g1\"}");
        door.answer(PROGRESS_PATH, 200, "text/event-stream", done(report("completed")));
        door.json(REPORT_PATH, 200, report("completed"));

        assertThat(run("goal", "Profile it", "--wait", "--json")).isEqualTo(ExitCode.OK);

        var object = Json.parse(text());
        assertThat(object.propertyNames())
                .containsExactlyInAnyOrder(
                        "goal_id", "plan_id", "description", "status", "duration_ms", "cost", "tasks", "documents");
        assertThat(object.path("documents").get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "title", "content_type", "content");
    }

    @Test
    void sendsFilesAndOptionsAsOneMultipartRequest() throws IOException {
        door.json(GOALS, 202, "{\"goal_id\":\"g1\"}");
        var orders = Files.writeString(folder.resolve("orders \"1\".csv"), "sku,price\nA,1\n");

        assertThat(run("goal", "How many?", "--file", orders.toString(), "--sql", "SELECT 1"))
                .isEqualTo(ExitCode.OK);

        var asked = door.asked().getFirst();
        assertThat(asked.headers().get("Content-type").getFirst()).startsWith("multipart/form-data; boundary=");
        assertThat(asked.headers()).containsKeys("Idempotency-key", "X-api-key");
        assertThat(asked.body())
                .contains("{\"description\":\"How many?\",\"options\":{\"sql\":\"SELECT 1\"}}")
                .contains("name=\"file\"; filename=\"orders %221%22.csv\"\r\nContent-Type: text/csv")
                .contains("sku,price\nA,1\n");
    }

    @Test
    void sendsAnInterruptedGoalAgainAsTheSameGoal() throws IOException {
        door.problem(GOALS, 503, "E9014").json(GOALS, 202, "{\"goal_id\":\"g1\"}");
        assertThat(run("goal", "Profile it")).isEqualTo(ExitCode.OK);
        assertThat(door.asked()).hasSize(2);
        assertThat(door.asked().stream()
                        .map(asked -> asked.headers().get("Idempotency-key"))
                        .distinct())
                .as("one key for both attempts")
                .hasSize(1);
    }

    @Test
    void followsAGoalOverABrokenConnection() throws IOException {
        door.json(GOALS, 202, "{\"goal_id\":\"g1\"}");
        door.answer(PROGRESS_PATH, 200, "text/event-stream", sse(report("running")));
        door.answer(PROGRESS_PATH, 503, "text/plain", "restarting");
        door.answer(PROGRESS_PATH, 200, "text/event-stream", done(report("completed")));
        door.json(REPORT_PATH, 200, report("running")).json(REPORT_PATH, 200, report("completed"));
        assertThat(run("goal", "Profile it", "--wait")).isEqualTo(ExitCode.OK);
    }

    @Test
    void failsWhenTheGoalFails() throws IOException {
        door.json(GOALS, 202, "{\"goal_id\":\"g1\"}");
        door.answer(PROGRESS_PATH, 200, "text/event-stream", done(report("failed")));
        door.json(REPORT_PATH, 200, report("failed"));
        assertThat(run("goal", "Profile it", "--wait")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void savesDocumentsOnlyInsideTheFolderItWasGiven() throws IOException {
        door.json(GOALS, 202, "{\"goal_id\":\"g1\"}");
        door.answer(PROGRESS_PATH, 200, "text/event-stream", done(report("completed")));
        door.json(REPORT_PATH, 200, report("completed"));
        run("goal", "Profile it", "--out", folder.resolve("saved/here").toString());
        assertThat(folder.resolve("saved/here/Report-orders.md")).hasContent("# Orders\n7 rows");
    }

    @Test
    void printsAProblemWithItsRemedyAndNoStackTrace() {
        door.problem("/api/v1/agents", 403, "E9012");
        assertThat(run("agents")).isEqualTo(ExitCode.REFUSED);
        assertThat(errors())
                .contains("Refused", "because", "→ do this", "E9012 trace t1")
                .doesNotContain("\tat ");
        assertThat(run("agents", "--debug")).isEqualTo(ExitCode.REFUSED);
        assertThat(errors()).contains("\tat ");
    }

    @Test
    void printsAProblemAsOneObjectForScripts() {
        door.problem("/api/v1/agents", 500, "E9013");
        assertThat(run("agents", "--json")).isEqualTo(ExitCode.PLATFORM_ERROR);
        assertThat(Json.parse(text()).path("error").path("code").asString()).isEqualTo("E9013");
    }

    @Test
    void saysThatNothingAnswers() {
        door.close();
        assertThat(run("agents")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(errors()).contains("The platform does not answer", "portal up");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(run("goal", "Profile it", "--file", "nowhere.csv")).isEqualTo(ExitCode.USAGE);
        assertThat(door.asked()).isEmpty();
    }

    @Test
    void neverSendsTheDevelopmentKeyElsewhere() {
        environment.put("PORTAL_URL", "https://portal.example.org");
        assertThat(run("agents")).isEqualTo(ExitCode.MACHINE);
        assertThat(errors()).contains("No API key for https://portal.example.org", "PORTAL_API_KEY");
    }

    @Test
    void listsWhatThePlatformHolds() {
        door.json("/api/v1/agents", 200, "{\"items\":[{\"id\":\"a1\",\"name\":\"n\",\"status\":\"ready\"}]}");
        assertThat(run("agents")).isEqualTo(ExitCode.OK);
        assertThat(text()).contains("AGENT TYPE", "a1", "ready");
    }

    @Test
    void followsEventsBehindTheNewestThereWasAlsoWhileALayerIsStartedAgain() throws IOException {
        door.json("/api/v1/events", 200, "{\"items\":[{\"position\":41}]}");
        door.problem("/api/v1/events/stream", 503, "E9110");
        door.answer("/api/v1/events/stream", 200, "text/event-stream", event(42) + event(43) + END);
        door.problem("/api/v1/events/stream", 502, "E9111");
        door.answer("/api/v1/events/stream", 200, "text/event-stream", event(44));
        door.problem("/api/v1/events/stream", 401, "E9011");

        assertThat(run("events", "--follow", "--json")).isEqualTo(ExitCode.REFUSED);

        assertThat(text().lines()).startsWith("{\"n\":42}", "{\"n\":43}", "{\"n\":44}");
        assertThat(door.asked().stream()
                        .flatMap(asked -> asked.headers().getOrDefault("Last-event-id", List.of()).stream()))
                .containsExactly("41", "41", "43", "43", "44");
    }

    /** Of a stream that the platform ends; it is no event of the log, and is not shown. */
    private static final String END = "id: 43\nevent: end\ndata: {\"reason\":\"stopping\",\"resume_after\":43}\n\n";

    private static String event(int position) {
        return "id: %1$d\ndata: {\"n\":%1$d}\n\n".formatted(position);
    }

    @Test
    void listsEvents() {
        door.json(
                "/api/v1/events",
                200,
                "{\"items\":[{\"event_type\":\"goal.started\"},{\"event_type\":\"goal.created\"}]}");
        assertThat(run("events")).isEqualTo(ExitCode.OK);
        assertThat(text().lines()).as("the newest last").last().asString().contains("goal.started");
    }

    @Test
    void tellsThatNoFleetRunsHere() {
        assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run("down")).isEqualTo(ExitCode.OK);
        assertThat(text()).contains("No fleet is running");
    }

    @Test
    void documentsEveryExitCode() throws Exception {
        var page = Files.readString(Path.of("../docs/operating/cli.md"));
        for (var field : ExitCode.class.getFields()) {
            assertThat(page).as(field.getName()).contains("| " + field.getInt(null) + " |");
        }
    }

    @Test
    void documentsEveryCommand() throws IOException {
        var page = Files.readString(Path.of("../docs/operating/cli.md"));
        var commands = new Portal(environment, terminal()).commandLine().getSubcommands();
        assertThat(commands.keySet()).isNotEmpty().allSatisfy(name -> assertThat(page)
                .contains("`portal " + name));
    }

    private int run(String... arguments) {
        return new Portal(environment, terminal()).commandLine().execute(arguments);
    }

    private Terminal terminal() {
        return new Terminal(new PrintStream(out, true), new PrintStream(err, true), false, false);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String report(String status) {
        return REPORT.formatted(status);
    }

    private static String sse(String data) {
        return ": heartbeat\n\nevent: progress\nid: 1\ndata: " + data + "\n\n";
    }

    private static String done(String data) {
        return "event: done\ndata: " + data + "\n\n";
    }
}
