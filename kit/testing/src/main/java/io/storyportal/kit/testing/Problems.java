package io.storyportal.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asserts that an answer is a whole problem document. */
public final class Problems {

    private static final JsonMapper JSON = new JsonMapper();

    private Problems() {}

    public static JsonNode expect(ResponseSpec response, int status, String code) {
        JsonNode problem = expect(response, status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        return problem;
    }

    public static JsonNode expect(ResponseSpec response, int status) {
        response.expectStatus().isEqualTo(status);
        return check(response);
    }

    /** A 4xx, whichever. */
    public static JsonNode expectRefusal(ResponseSpec response) {
        response.expectStatus().is4xxClientError();
        return check(response);
    }

    private static JsonNode check(ResponseSpec response) {
        response.expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        EntityExchangeResult<byte[]> result = response.expectBody().returnResult();
        byte[] body = result.getResponseBody();
        JsonNode problem = JSON.readTree(body == null ? new byte[0] : body);
        assertThat(problem.path("code").asString()).matches("E\\d{4,5}");
        assertThat(problem.path("status").asInt()).isEqualTo(result.getStatus().value());
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("remedy").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("trace_id").asString()).matches("[0-9a-f]{32}");
        return problem;
    }
}
