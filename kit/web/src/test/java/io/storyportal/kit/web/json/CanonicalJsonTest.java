package io.storyportal.kit.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("kit")
class CanonicalJsonTest {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void doesNotDependOnOrderSpaceOrNumberSpelling() {
        assertThat(CanonicalJson.text(json("{\"b\": [1.50, 1e3, true, null], \"a\": {\"z\": \"ü\\n\", \"y\": 0.0}}")))
                .isEqualTo(
                        CanonicalJson.text(json("{\"a\":{\"y\":0,\"z\":\"\\u00fc\\n\"},\"b\":[1.5,1000,true,null]}")))
                .isEqualTo("{\"a\":{\"y\":0,\"z\":\"ü\\n\"},\"b\":[1.5,1000,true,null]}");
        assertThat(CanonicalJson.text(json("[{}, [], \"\"]"))).isEqualTo("[{},[],\"\"]");
    }

    @ParameterizedTest
    @CsvSource({"1.0E10, 10000000000", "1E-7, 0.0000001", "-0.0, 0", "48.50, 48.5"})
    void writesNumbersByTheirValue(String written, String canonical) {
        assertThat(CanonicalJson.text(json(written))).isEqualTo(canonical);
    }

    @Test
    void takesADoubleForTheDecimalItIsWrittenAs() {
        assertThat(CanonicalJson.text(JsonNodeFactory.instance.numberNode(0.1))).isEqualTo("0.1");
        assertThat(CanonicalJson.text(JsonNodeFactory.instance.numberNode(1.0E10)))
                .isEqualTo("10000000000");
    }

    @Test
    void doesNotSpellOutHugeNumbers() {
        JsonNode huge = JsonNodeFactory.instance.numberNode(new BigDecimal("1E+999999999"));
        assertThat(CanonicalJson.text(huge)).isEqualTo("1E+999999999");
    }

    @Test
    void takesADoubleThatOverflowedForTheTextItIsStoredAs() {
        assertThat(CanonicalJson.text(json("{\"n\": 1e999}"))).isEqualTo("{\"n\":\"Infinity\"}");
    }

    @Test
    void isIndentedForPeople() {
        String pretty = CanonicalJson.pretty(json("{\"b\": 2.50, \"a\": [1e3, \"x\"]}"));

        assertThat(pretty).contains("\n").isEqualTo(CanonicalJson.pretty(json("{\"a\":[1000,\"x\"],\"b\":2.5}")));
        assertThat(json(pretty)).isEqualTo(json("{\"a\":[1000,\"x\"],\"b\":2.5}"));
        assertThat(pretty.indexOf("\"a\"")).isLessThan(pretty.indexOf("\"b\""));
    }
}
