package io.storyportal.planning.template;

import static io.storyportal.planning.template.Goals.goal;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanFile;
import io.storyportal.planning.definition.PlanOrigin;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.validation.PlanLimits;
import io.storyportal.planning.validation.PlanValidator;
import io.storyportal.planning.validation.TaskGraph;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("l05")
class ShippedTemplatesTest {
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.shipped();

    static PlanDefinition plan(String template, Goal goal) {
        GoalReading reading = new GoalReader().read(goal);
        return TemplateInstantiator.plan(
                CATALOGUE.named(template).orElseThrow(), reading, PlanOrigin.Source.TEMPLATE, "test");
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("profile-dataset", goal("Profile it", "orders.csv")),
                Arguments.of("profile-dataset", goal("Profile them", "orders.csv", "more.csv")),
                Arguments.of("inspect-log", goal("Inspect it", "app.log")),
                Arguments.of("compare-datasets", goal("Compare by sku", "old.csv", "new.csv")),
                Arguments.of("audit-site", goal("Audit https://example.org")),
                Arguments.of("answer-question", goal("How many?", "orders.csv")));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void areSoundGraphsOfThreeTasksOrMoreWithParallelBranches(String template, Goal goal) {
        PlanDefinition plan = plan(template, goal);
        assertThat(new PlanValidator(PlanLimits.DEFAULT).validate(plan, null)).isEmpty();
        assertThat(plan.tasks()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(plan.tasks().stream().filter(task -> task.dependsOn().isEmpty()))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(new TaskGraph(plan).order()).hasSameSizeAs(plan.tasks());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void endInAMarkdownReportAndAJsonDocument(String template, Goal goal) {
        PlanDefinition plan = plan(template, goal);
        assertThat(plan.documents())
                .extracting(id ->
                        plan.task(id).orElseThrow().input().get("content_type").stringValue())
                .contains("text/markdown", "application/json");
    }

    @Test
    void repeatTheTasksForEachFile() {
        PlanDefinition plan = plan("profile-dataset", goal("Profile them", "orders.csv", "more.csv"));
        PlanTask second = plan.task("report-2").orElseThrow();
        assertThat(second.dependsOn()).containsExactlyInAnyOrder("profile-2", "quality-2", "sample-2");
        assertThat(second.input().get("title").stringValue()).isEqualTo("Profile of more.csv");
        assertThat(plan.documents())
                .containsExactly("store-report-1", "store-data-1", "store-report-2", "store-data-2");
    }

    @Test
    void leaveOutWhatNobodySaid() {
        PlanTask open = plan("compare-datasets", goal("Compare", "old.csv", "new.csv"))
                .task("compare")
                .orElseThrow();
        assertThat(open.input().has("key")).isFalse();
        PlanTask keyed = plan("compare-datasets", goal("Compare by sku", "old.csv", "new.csv"))
                .task("compare")
                .orElseThrow();
        assertThat(keyed.input().get("key")).hasToString("[\"sku\"]");
    }

    @Test
    void askWithSqlOrWithTheQuestionNeverBoth() {
        PlanTask asked = plan("answer-question", goal("How many rows?", "o.csv"))
                .task("answer")
                .orElseThrow();
        assertThat(asked.input().propertyNames()).containsExactlyInAnyOrder("path", "question");
        PlanTask queried = plan("answer-question", goal("SELECT 1 FROM data", "o.csv"))
                .task("answer")
                .orElseThrow();
        assertThat(queried.input().propertyNames()).containsExactlyInAnyOrder("path", "sql");
    }

    @Test
    void takeWordsOfTheGoalAsWordsOnly() {
        PlanDefinition plan = plan("answer-question", goal("What of ${file} and ${title}?", "o.csv"));
        assertThat(plan.task("answer").orElseThrow().input().get("question").stringValue())
                .isEqualTo("What of ${file} and ${title}?");
        assertThat(plan.task("report").orElseThrow().input().get("title").stringValue())
                .isEqualTo("o.csv: What of ${file} and ${title}?");
    }

    @Test
    void giveFilesOfLikeNamesPathsOfTheirOwn() {
        PlanDefinition plan = plan("profile-dataset", goal("Profile", "a/orders.csv", "../orders.csv", ".hidden"));
        assertThat(plan.files())
                .extracting(PlanFile::path)
                .containsExactly("inputs/orders.csv", "inputs/2-orders.csv", "inputs/_hidden");
        assertThat(List.copyOf(plan.files())).hasSize(3);
    }
}
