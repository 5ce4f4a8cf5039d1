package io.storyportal.gateway.inference;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.storyportal.gateway.provider.PlayedProvider.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.storyportal.kit.testing.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers that must have a form. */
@Tag("l04")
class StructuredAnswersTest extends PlayedCalls {
    private static final Map<String, Object> CITY = Map.of(
            "type", "object", "properties", Map.of("city", Map.of("type", "string")), "required", List.of("city"));

    @Test
    void givesTheAnswerAsAnObjectWhenItHasASchema() {
        plays(answer(200, completion("gpt-4o-mini", "```json\\n{\\\"city\\\":\\\"Bern\\\"}\\n```", "stop")));

        JsonNode response = ok(infer(Map.of("response_schema", CITY)));

        assertThat(response.path("output").path("city").asString()).isEqualTo("Bern");
    }

    @Test
    void letsTheModelCorrectItselfOnceAndBillsBothCalls() {
        playsInTurn(
                completion("gpt-4o-mini", "{\\\"town\\\":\\\"Bern\\\"}", "stop"),
                completion("gpt-4o-mini", "{\\\"city\\\":\\\"Bern\\\"}", "stop"));

        JsonNode response = ok(infer(Map.of("response_schema", CITY)));

        assertThat(response.path("output").path("city").asString()).isEqualTo("Bern");
        assertThat(response.path("usage").path("input_tokens").asInt()).isEqualTo(2000);
        assertThat(response.path("cost").decimalValue()).isEqualByComparingTo(new BigDecimal("0.000420"));
        assertThat(usage.records()).hasSize(2);
        upstream.verify(
                1,
                postRequestedFor(urlPathEqualTo(PATH))
                        .withRequestBody(matchingJsonPath("$.messages[1].content", containing("town")))
                        .withRequestBody(matchingJsonPath("$.messages[2].content", containing("does not match"))));
    }

    @Test
    void refusesAnAnswerThatStaysWrong() {
        plays(answer(200, completion("gpt-4o-mini", "{\\\"town\\\":\\\"Bern\\\"}", "stop")));

        JsonNode problem = Problems.expect(infer(Map.of("response_schema", CITY)), 502, "E4120");

        assertThat(problem.path("violations").get(0).asString()).contains("city");
        assertThat(usage.records()).hasSize(2);
    }

    @Test
    void doesNotAskAgainWhenTheAnswerWasCutOff() {
        plays(answer(200, completion("gpt-4o-mini", "{\\\"city\\\":\\\"Be", "length")));

        JsonNode problem = Problems.expect(infer(Map.of("response_schema", CITY)), 502, "E4120");

        assertThat(problem.path("detail").asString()).contains("max_tokens");
        assertThat(usage.records()).hasSize(1);
    }

    @Test
    void refusesASchemaBeforeAnybodyIsAsked() {
        Problems.expect(infer(Map.of("response_schema", Map.of("type", "array"))), 422, "E4105");
        Problems.expect(infer(Map.of("response_schema", Map.of("type", "object", "properties", "none"))), 422, "E4105");
        upstream.verify(0, postRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void fetchesNothingForASchema() {
        plays(answer(200, completion("gpt-4o-mini", "{}", "stop")));
        Map<String, Object> schema = Map.of("type", "object", "$ref", upstream.baseUrl() + "/schema.json");

        Problems.expect(infer(Map.of("response_schema", schema)), 422, "E4105");
        assertThat(upstream.getAllServeEvents()).isEmpty();
    }

    private static void playsInTurn(String first, String second) {
        upstream.stubFor(post(urlPathEqualTo(PATH))
                .inScenario("turns")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(answer(200, first))
                .willSetStateTo("second"));
        upstream.stubFor(post(urlPathEqualTo(PATH))
                .inScenario("turns")
                .whenScenarioStateIs("second")
                .willReturn(answer(200, second)));
    }
}
