package io.storyportal.planning.definition;

import static io.storyportal.planning.definition.Plans.json;
import static io.storyportal.planning.definition.Plans.plan;
import static io.storyportal.planning.definition.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("l05")
class InputResolverTest {
    private final Map<String, JsonNode> outputs =
            Map.of("a", json("{\"rows\": 3, \"columns\": [{\"name\": \"sku\"}]}"));

    private JsonNode resolve(String input) {
        PlanTask task = task("t", input);
        return new InputResolver(plan(task), outputs).resolve(task);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"x": 1, "y": ["z", null]}                           | {"x":1,"y":["z",null]}
            {"x": {"$from": "a", "at": "/rows"}}                 | {"x":3}
            {"x": [{"$from": "a", "at": "/columns/0/name"}]}     | {"x":["sku"]}
            {"x": {"$from": "a"}}                                | {"x":{"rows":3,"columns":[{"name":"sku"}]}}
            {"x": {"$file": "orders.csv"}}                       | {"x":"inputs/orders.csv"}
            {"x": {"$json": {"$from": "a", "at": "/rows"}}}      | {"x":"3"}
            {"x": {"$from": "gone", "default": {"n": 0}}}        | {"x":{"n":0}}
            {"x": {"$from": "a", "at": "/none", "default": null}}| {"x":null}
            """)
    void putsValuesWhereReferencesAre(String input, String resolved) {
        assertThat(resolve(input)).isEqualTo(json(resolved));
    }

    /** An executor that takes a run over reads the outputs from jsonb; its calls must not look like others. */
    @Test
    void makesTheSameTextOfAnOutputThatWentThroughTheDatabase() {
        PlanTask task = task("t", "{\"x\": {\"$json\": {\"$from\": \"a\"}}}");
        JsonNode fresh = new InputResolver(
                        plan(task), Map.of("a", json("{\"rows\": 1.0E10, \"b\": {\"cc\": 2.50, \"d\": 1}}")))
                .resolve(task);
        JsonNode reread = new InputResolver(
                        plan(task), Map.of("a", json("{\"b\":{\"d\":1,\"cc\":2.5},\"rows\":10000000000}")))
                .resolve(task);
        assertThat(reread).isEqualTo(fresh);
    }

    @Test
    void namesWhatNothingGave() {
        assertThatThrownBy(() -> resolve("{\"x\": {\"$from\": \"a\", \"at\": \"/none\"}}"))
                .hasMessageContaining("task a gave no /none");
        assertThatThrownBy(() -> resolve("{\"x\": {\"$from\": \"gone\"}}"))
                .hasMessageContaining("task gone gave no output");
    }
}
