package io.storyportal.data.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class ArtifactRangeTest extends Scene {

    private static final int SIZE = 200_000;

    private final byte[] content = new byte[SIZE];
    private Api api;
    private String path;
    private String etag;

    @BeforeEach
    void upload() {
        new Random(7).nextBytes(content);
        api = newTenant();
        JsonNode artifact = upload(content);
        path = "/api/artifacts/" + artifact.path("id").asString() + "/content";
        etag = '"' + artifact.path("sha256").asString() + '"';
    }

    private JsonNode upload(byte[] bytes) {
        return Api.json(api.client()
                .post()
                .uri("/api/artifacts?name=a.bin")
                .bodyValue(bytes)
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private ResponseSpec ask(HttpMethod method, Consumer<HttpHeaders> headers) {
        return api.client().method(method).uri(path).headers(headers).exchange();
    }

    private ResponseSpec range(String range) {
        return ask(HttpMethod.GET, headers -> headers.set("Range", range));
    }

    private void expectWhole(ResponseSpec answer) {
        answer.expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Content-Range")
                .expectHeader()
                .contentLength(SIZE)
                .expectBody(byte[].class)
                .isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=10-99999, 10, 99999",
        "bytes=65535-65536, 65535, 65536",
        "bytes=199999-, 199999, 199999",
        "bytes=5-, 5, 199999",
        "bytes=150000-999999999999, 150000, 199999",
        "bytes=-70000, 130000, 199999",
        "bytes=-999999999, 0, 199999"
    })
    void givesOutTheRangeThatIsAskedFor(String range, int first, int last) {
        range(range)
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals("Content-Range", "bytes " + first + "-" + last + "/" + SIZE)
                .expectHeader()
                .contentLength(last - first + 1)
                .expectHeader()
                .valueEquals("Accept-Ranges", "bytes")
                .expectHeader()
                .valueEquals("ETag", etag)
                .expectBody(byte[].class)
                .isEqualTo(Arrays.copyOfRange(content, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=200000-", "bytes=200000-200001", "bytes=-0"})
    void refusesARangeBeyondTheEndNamingTheSize(String range) {
        ResponseSpec answer = range(range);
        answer.expectHeader().valueEquals("Content-Range", "bytes */" + SIZE);
        JsonNode problem = Problems.expect(answer, 416, "E1051");
        assertThat(problem.path("size").asLong()).isEqualTo(SIZE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=0-1,5-6", "lines=0-1", "bytes=5-1", "bytes=a-b", "bytes", "bytes=99999999999999999999-"})
    void givesOutTheWholeForWhatIsNoSingleRangeOfBytes(String range) {
        expectWhole(range(range));
    }

    @Test
    void givesOutARangeOnlyOfTheVersionThatIsMeant() {
        ask(HttpMethod.GET, headers -> {
                    headers.set("Range", "bytes=0-9");
                    headers.set("If-Range", etag);
                })
                .expectStatus()
                .isEqualTo(206)
                .expectBody(byte[].class)
                .isEqualTo(Arrays.copyOf(content, 10));
        for (String other : new String[] {"\"0123\"", "W/" + etag, "Sat, 21 Nov 2026 00:00:00 GMT"}) {
            expectWhole(ask(HttpMethod.GET, headers -> {
                headers.set("Range", "bytes=0-9");
                headers.set("If-Range", other);
            }));
        }
    }

    @Test
    void tellsTheHeadersAlone() {
        ask(HttpMethod.HEAD, headers -> headers.set("Range", "bytes=0-9"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(SIZE)
                .expectHeader()
                .valueEquals("Accept-Ranges", "bytes")
                .expectHeader()
                .valueEquals("ETag", etag)
                .expectBody()
                .isEmpty();
    }

    @Test
    void saysThatAKnownContentIsUnchanged() {
        ask(HttpMethod.GET, headers -> headers.set("If-None-Match", etag))
                .expectStatus()
                .isNotModified();
    }

    @Test
    void hasNoRangeOfAnEmptyFile() {
        path = "/api/artifacts/" + upload(new byte[0]).path("id").asString() + "/content";
        ResponseSpec answer = range("bytes=0-0");
        answer.expectHeader().valueEquals("Content-Range", "bytes */0");
        Problems.expect(answer, 416, "E1051");
    }

    @Test
    void showsNoRangeToAnotherTenant() {
        api = newTenant();
        Problems.expect(range("bytes=0-9"), 404, "E1003");
    }
}
