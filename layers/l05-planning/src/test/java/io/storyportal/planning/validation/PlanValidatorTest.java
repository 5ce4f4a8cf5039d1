package io.storyportal.planning.validation;

import static io.storyportal.planning.definition.Plans.calling;
import static io.storyportal.planning.definition.Plans.json;
import static io.storyportal.planning.definition.Plans.plan;
import static io.storyportal.planning.definition.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("l05")
class PlanValidatorTest {
    private static final ToolCatalogue TOOLS = new ToolCatalogue(Map.of(
            "profile",
            new ToolCatalogue.Tool(
                    "profile",
                    "",
                    json(
                            "{\"type\":\"object\",\"required\":[\"path\"],\"properties\":{\"path\":{},\"rows\":{}},\"additionalProperties\":false}"),
                    false)));
    private final PlanValidator validator = new PlanValidator(PlanLimits.DEFAULT);

    private List<String> findings(PlanTask... tasks) {
        return validator.validate(plan(tasks), null).stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void hasNothingAgainstASoundPlan() {
        assertThat(findings(
                        task("a", "{\"p\": {\"$file\": \"orders.csv\"}}"), task("b", "{\"x\": {\"$from\": \"a\"}}")))
                .isEmpty();
    }

    @Test
    void namesTheCycle() {
        assertThat(findings(task("a", "{}", "c"), task("b", "{}", "a"), task("c", "{}", "b"), task("d", "{}", "a")))
                .containsExactly("the tasks wait for each other in a circle: a → b → c → a");
    }

    @Test
    void namesATaskThatWaitsForItself() {
        assertThat(findings(task("a", "{}", "a"))).containsExactly("the tasks wait for each other in a circle: a → a");
    }

    @Test
    void refusesAnOutputThatIsNotWaitedFor() {
        PlanTask waits = task("b", "{\"x\": {\"$from\": \"a\"}}");
        PlanTask careless = new PlanTask(
                "b",
                waits.type(),
                "b",
                waits.tool(),
                null,
                null,
                List.of(),
                waits.input(),
                1,
                1,
                PlanTask.OnFailure.FAIL);
        assertThat(findings(task("a", "{}"), careless))
                .containsExactly("task b: uses the output of a without waiting for it");
    }

    @Test
    void acceptsTheOutputOfADistantAncestor() {
        PlanTask c = task("c", "{\"x\": {\"$from\": \"a\"}}");
        PlanTask viaB = new PlanTask(
                "c", c.type(), "c", c.tool(), null, null, List.of("b"), c.input(), 1, 1, PlanTask.OnFailure.FAIL);
        assertThat(findings(task("a", "{}"), task("b", "{}", "a"), viaB)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"x": {"$file": "none.csv"}}           | needs the file none.csv, which the goal did not bring
            {"x": {"$file": 3}}                    | $file takes a file name and nothing beside it
            {"x": {"$from": "z"}}                  | waits for task z, which the plan lacks
            {"x": [{"$from": "t", "at": "rows"}]}  | at is not a JSON pointer: rows
            {"x": {"$from": "t", "or": 1}}         | $from takes a task id, with at and default beside it at most
            """)
    void saysWhichReferenceLeadsNowhere(String input, String message) {
        assertThat(findings(task("t", input))).containsExactly("task t: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "with space", "a/b", "-a"})
    void refusesIdsThatCannotBeNamed(String id) {
        assertThat(findings(task(id, "{}"))).singleElement().asString().contains("an id is");
    }

    @Test
    void refusesTwoTasksOfOneId() {
        assertThat(findings(task("a", "{}"), task("a", "{}"))).contains("task a: two tasks have this id");
    }

    @Test
    void refusesAPlanBeyondItsLimits() {
        PlanTask[] many =
                IntStream.range(0, 101).mapToObj(i -> task("t" + i, "{}")).toArray(PlanTask[]::new);
        assertThat(findings(many)).containsExactly("more than 100 tasks");
        assertThat(findings(task("big", "{\"x\": \"" + "y".repeat(70_000) + "\"}")))
                .singleElement()
                .asString()
                .contains("longer than 65536");
        assertThat(findings()).containsExactly("a plan needs a task");
    }

    @Test
    void refusesAToolThatL03DoesNotHave() {
        PlanDefinition plan = plan(calling("profil", "a", "{\"path\": \"x\"}"));
        assertThat(validator.validate(plan, TOOLS))
                .extracting(Finding::toString)
                .containsExactly("task a: there is no tool profil");
    }

    @Test
    void holdsInputsToTheToolsSchema() {
        PlanDefinition plan = plan(calling("profile", "a", "{\"file\": \"x\"}"));
        assertThat(validator.validate(plan, TOOLS))
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "task a: profile needs the input path", "task a: profile knows no input file");
    }

    @Test
    void findsTheCriticalPath() {
        TaskGraph graph =
                new TaskGraph(plan(task("a", "{}"), task("b", "{}"), task("c", "{}", "a", "b"), task("d", "{}", "c")));
        Map<String, Long> seconds = Map.of("a", 1L, "b", 5L, "c", 1L, "d", 1L);
        assertThat(graph.criticalPath(id -> Duration.ofSeconds(seconds.get(id))))
                .containsExactly("b", "c", "d");
    }
}
