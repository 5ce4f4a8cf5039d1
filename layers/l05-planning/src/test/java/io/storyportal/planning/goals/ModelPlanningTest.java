package io.storyportal.planning.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import tools.jackson.databind.JsonNode;

/** Goals that no template fits, with a model at hand. */
class ModelPlanningTest extends GoalScene {
    private static final String SOUND = """
            {"title": "Poem", "tasks": [
              {"id": "read", "type": "tool", "description": "Read", "tool": "file.read", "instructions": null,
               "input_json": "{\\"path\\": {\\"$file\\": \\"file1\\"}}", "depends_on": []},
              {"id": "write", "type": "model", "description": "Write", "tool": null, "instructions": "Write a poem.",
               "input_json": "{\\"about\\": {\\"$from\\": \\"read\\"}}", "depends_on": []}]}""";
    private static final String CIRCULAR = SOUND.replace("\"depends_on\": []},", "\"depends_on\": [\"write\"]},");

    private JsonNode endOf(String description, String status) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("file", "the sea").filename("notes.txt").contentType(MediaType.TEXT_PLAIN);
        form.part("description", description);
        return reportWhen(json(send(form), 202).get("goal_id").asString(), status);
    }

    @Test
    void runsAModelsPlanAndClosesItWithAReport() {
        models.says(SOUND);
        JsonNode report = endOf("Write a poem about notes.txt", "completed");
        assertThat(report.get("tasks").valueStream().map(task -> task.get("name")
                        .asString()))
                .containsExactly("read", "write", "report", "store-report", "store-data");
        assertThat(tools.inputOf("read").get("path").asString()).isEqualTo("inputs/notes.txt");
        assertThat(report.get("origin").asString()).isEqualTo("Planned by the model test-model.");
        assertThat(report.get("documents")).hasSize(2);
        assertThat(report.get("cost").decimalValue()).isEqualByComparingTo("0.025");
    }

    @Test
    void usesThePlanAgainForAGoalOfTheSameShape() {
        models.says(SOUND);
        endOf("Write a sonnet about notes.txt", "completed");
        int asked = models.asked().size();
        JsonNode report = endOf("Write a sonnet about notes.txt", "completed");
        assertThat(report.get("origin").asString()).startsWith("Seen before. Planned by the model");
        // Only the model task asks: planning cost nothing this time.
        assertThat(models.asked()).hasSize(asked + 1);
    }

    @Test
    void plansAnewWhenAToolOfTheRememberedPlanIsGone() {
        models.says(SOUND);
        endOf("Write a villanelle about notes.txt", "completed");
        tools.removes("file.read");
        try {
            models.reset();
            models.says(SOUND.replace("file.read", "dataset.profile"));
            JsonNode report = endOf("Write a villanelle about notes.txt", "completed");
            assertThat(report.get("origin").asString()).isEqualTo("Planned by the model test-model.");
        } finally {
            tools.restores("file.read");
        }
    }

    @Test
    void tellsTheModelWhatIsWrongAndTakesTheCorrectedPlan() {
        models.says(CIRCULAR, SOUND);
        endOf("Write an ode about notes.txt", "completed");
        assertThat(models.asked().get(1).user()).contains("circle: read → write → read");
    }

    @Test
    void countsTheRefusedPlanAsWell() {
        models.says(CIRCULAR, SOUND);
        JsonNode report = endOf("Write a limerick about notes.txt", "completed");
        assertThat(report.get("cost").decimalValue()).isEqualByComparingTo("0.0375");
    }

    @Test
    void tellsTheModelThatItsPlanCannotBeRead() {
        models.says(SOUND.replace("{\\\"path\\\"", "[\\\"path\\\""), SOUND);
        endOf("Write an elegy about notes.txt", "completed");
        assertThat(models.asked().get(1).user()).contains("input_json is not");
    }

    @Test
    void leavesTheCostOpenWhenAModelHasNoPrice() {
        models.hasNoPrice();
        models.says(SOUND);
        assertThat(endOf("Write a haiku about notes.txt", "completed").has("cost"))
                .isFalse();
    }

    @Test
    void failsTheGoalWhenTheModelGoesOnFailing() {
        models.failsWith(new WorkFailure(Kind.TRANSIENT, "E4113", "The provider failed"));
        JsonNode report = endOf("Write a hymn about notes.txt", "failed");
        assertThat(report.at("/error/message").asString()).isEqualTo("E4113: The provider failed");
        assertThat(models.asked()).hasSize(3);
    }

    @Test
    void answersADraftThatNoModelPlansWithAProblem() {
        models.failsWith(new WorkFailure(Kind.PERMANENT, "E4110", "The key is refused"));
        draft("Write a fable", 502, "E5109", "The key is refused");
        models.failsWith(new WorkFailure(Kind.UNAVAILABLE, "E4118", "Left alone"));
        draft("Write a saga", 503, "E5014", "Left alone");
    }

    private void draft(String description, int status, String code, String detail) {
        client.post()
                .uri("/plans/create")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"description\":\"%s\"}".formatted(description))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }

    @Test
    void failsTheGoalWhenTheModelInsistsOnAnInvalidPlan() {
        models.says(CIRCULAR, CIRCULAR);
        JsonNode report = endOf("Write a ballad about notes.txt", "failed");
        assertThat(report.at("/error/message").asString()).contains("not valid", "circle");
        assertThat(report.get("tasks")).isEmpty();
    }
}
