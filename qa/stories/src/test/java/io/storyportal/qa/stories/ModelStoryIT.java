package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Goals that fit no template, on a fleet that is told of a model provider: planned by the model, held to the rules of
 * every plan, run to a report, and paid for to the cent.
 */
@Tag("stories")
class ModelStoryIT {

    /** One call at the built-in price of gpt-4.1-mini, 0.40 and 1.60 US dollars per million tokens. */
    private static final BigDecimal CALL = new BigDecimal("0.0012");

    private static final String PLAN = """
            {"title": "%1$s", "tasks": [
              {"id": "note", "type": "tool", "description": "Write the topic down", "tool": "file.write",
               "instructions": null, "input_json": "{\\"path\\": \\"topic.txt\\", \\"content\\": \\"the sea\\"}",
               "depends_on": []},
              {"id": "read", "type": "tool", "description": "Read it", "tool": "file.read", "instructions": null,
               "input_json": "{\\"path\\": \\"topic.txt\\"}", "depends_on": ["note"]},
              {"id": "write", "type": "model", "description": "Write about it", "tool": null,
               "instructions": "Answer as %1$s asks.", "input_json": "{\\"about\\": {\\"$from\\": \\"read\\"}}",
               "depends_on": []}]}""";

    private static PlayedProvider provider;
    private static StoryFleet fleet;
    private static Outside door;
    private static Goals goals;

    @BeforeAll
    static void start() {
        provider = new PlayedProvider();
        fleet = StoryFleet.started(Map.of("OPENAI_BASE_URL", provider.baseUrl(), "OPENAI_API_KEY", PlayedProvider.KEY));
        door = Outside.developer(fleet);
        goals = new Goals(door);
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
        provider.close();
    }

    private static String plan(String word) {
        return PLAN.formatted(word);
    }

    private static String circular(String word) {
        return plan(word)
                .replace(
                        "\"depends_on\": []},\n  {\"id\": \"read\"",
                        "\"depends_on\": [\"write\"]},\n  {\"id\": \"read\"");
    }

    private static String withoutSuchTool(String word) {
        return plan(word).replace("\"file.read\"", "\"sea.listen\"");
    }

    @Test
    void runsAModelsPlanToAReportAndRecordsWhatItCost() {
        provider.says("Sonnet-A", plan("Sonnet-A"), "Shall I compare thee to a wave?");

        var accepted = goals.send("Write a poem, Sonnet-A, about the sea at dawn");
        var report = goals.reportOf(accepted, "completed");

        assertThat(report.path("origin").asString()).isEqualTo("Planned by the model " + PlayedProvider.MODEL + ".");
        assertThat(report.path("tasks").valueStream().map(task -> task.path("name")
                        .asString()))
                .containsExactly("note", "read", "write", "report", "store-report", "store-data");
        assertThat(Goals.document(report, "text/markdown")).contains("# Sonnet-A", "Shall I compare thee to a wave?");
        assertThat(Goals.document(report, "application/json")).contains("Shall I compare thee to a wave?");
        assertThat(report.path("cost").decimalValue()).isEqualByComparingTo(CALL.multiply(BigDecimal.TWO));

        var asked = provider.asked("Sonnet-A");
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst().at("/response_format/json_schema/strict").asBoolean())
                .isTrue();
        assertThat(asked.getLast().has("response_format")).isFalse();
        var calls = usage("goal/" + accepted.goal(), accepted.plan() + "/write/1");
        assertThat(calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.path("model_provider").asString()).isEqualTo("openai");
            assertThat(call.path("model_name").asString()).isEqualTo(PlayedProvider.MODEL);
            assertThat(call.path("input_tokens").asInt()).isEqualTo(PlayedProvider.PROMPT_TOKENS);
            assertThat(call.path("output_tokens").asInt()).isEqualTo(PlayedProvider.COMPLETION_TOKENS);
            assertThat(call.path("cost_estimate").asDecimal()).isEqualByComparingTo(CALL);
        });
        assertThat(fleet.logs())
                .allSatisfy((name, log) -> assertThat(log).as(name).doesNotContain(PlayedProvider.KEY));
    }

    @Test
    void tellsTheModelOfACycleAndRunsTheCorrectedPlan() {
        provider.says("Sonnet-B", circular("Sonnet-B"), plan("Sonnet-B"), "Waves in a ring.");

        var report = goals.reportOf(goals.send("Write a poem, Sonnet-B, about the sea at noon"), "completed");

        assertThat(provider.asked("Sonnet-B").get(1).toString()).contains("circle: note → read → write → note");
        assertThat(Goals.document(report, "text/markdown")).contains("Waves in a ring.");
        assertThat(report.path("cost").decimalValue()).isEqualByComparingTo(CALL.multiply(BigDecimal.valueOf(3)));
    }

    @Test
    void failsAGoalWhoseModelInsistsOnAToolThatIsNotThere() {
        provider.says("Sonnet-C", withoutSuchTool("Sonnet-C"));

        var report = goals.reportOf(goals.send("Write a poem, Sonnet-C, about the sea at dusk"), "failed");

        assertThat(report.path("error").path("message").asString()).contains("there is no tool sea.listen");
        assertThat(report.path("tasks")).isEmpty();
        assertThat(provider.asked("Sonnet-C")).hasSize(2);
        refusesTheDraft("Write a poem, Sonnet-C, about the sea by night", 422, "E5107", "sea.listen");
    }

    @Test
    void saysWhatTheProviderRefused() {
        provider.fails("Sonnet-D", 401, "invalid_api_key");

        var report = goals.reportOf(goals.send("Write a poem, Sonnet-D, about the sea in winter"), "failed");

        assertThat(report.path("error").path("message").asString()).startsWith("E4110");
        refusesTheDraft("Write a poem, Sonnet-D, about the sea in spring", 502, "E5109", "openai");
    }

    @Test
    void failsAGoalWhoseModelAnswersWithoutAPlan() {
        provider.says("Sonnet-E", "I would rather not.");

        var report = goals.reportOf(goals.send("Write a poem, Sonnet-E, about the sea in summer"), "failed");

        assertThat(report.path("error").path("message").asString()).startsWith("E4120");
        refusesTheDraft("Write a poem, Sonnet-E, about the sea in autumn", 502, "E5109", "");
    }

    private static void refusesTheDraft(String description, int status, String code, String detail) {
        var answer = door.send("POST", "/api/v1/plans/create", "{\"description\":\"%s\"}".formatted(description));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var problem = Json.parse(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).contains(detail);
    }

    /** Recorded calls whose key holds one of the texts. */
    private static List<JsonNode> usage(String... keys) {
        return door.get("/api/v1/model-usage?limit=500")
                .path("items")
                .valueStream()
                .filter(call ->
                        Arrays.stream(keys).anyMatch(call.path("metadata").toString()::contains))
                .toList();
    }
}
