package io.storyportal.kit.testing;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a careless or hostile client sends to an operation; each must be refused with a 4xx problem. */
final class BadInput {

    private static final int OVER_ONE_MEBIBYTE = 1024 * 1024 + 1024;

    private record Case(String name, String contentType, String body) {}

    private static final List<Case> BODIES = List.of(
            new Case("malformed JSON", MediaType.APPLICATION_JSON_VALUE, "{\"a\": "),
            new Case("no body", MediaType.APPLICATION_JSON_VALUE, ""),
            new Case("an array for an object", MediaType.APPLICATION_JSON_VALUE, "[1, 2]"),
            new Case("a string for an object", MediaType.APPLICATION_JSON_VALUE, "\"text\""),
            new Case("an unknown field", MediaType.APPLICATION_JSON_VALUE, "{\"no_such_field_at_all\": 1}"),
            new Case("a wrong content type", MediaType.TEXT_XML_VALUE, "<a/>"),
            new Case(
                    "a body over the limit",
                    MediaType.APPLICATION_JSON_VALUE,
                    "{\"no_such_field_at_all\": \"" + "x".repeat(OVER_ONE_MEBIBYTE) + "\"}"));

    private BadInput() {}

    static Stream<DynamicTest> of(Operation operation, WebTestClient client) {
        return Stream.of(bodies(operation, client), ids(operation, client), numbers(operation, client))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> bodies(Operation operation, WebTestClient client) {
        if (!operation.takesJson()) {
            return Stream.empty();
        }
        return BODIES.stream()
                .filter(bad -> operation.needsBody() || !bad.body().isEmpty())
                .map(bad -> DynamicTest.dynamicTest(
                        operation + " refuses " + bad.name(),
                        () -> Problems.expectRefusal(
                                operation.send(client, operation.uri(), request -> request.contentType(
                                                MediaType.parseMediaType(bad.contentType()))
                                        .bodyValue(bad.body())))));
    }

    private static Stream<DynamicTest> ids(Operation operation, WebTestClient client) {
        if (!operation.hasUuidInPath()) {
            return Stream.empty();
        }
        return Stream.of("not-an-id", "0", "%00", "..%2f..")
                .map(bad -> DynamicTest.dynamicTest(
                        operation + " refuses the id " + bad,
                        () -> Problems.expectRefusal(operation.send(client, operation.uriWith(bad), null))));
    }

    private static Stream<DynamicTest> numbers(Operation operation, WebTestClient client) {
        return operation.queryParametersOf("integer").stream()
                .map(name -> DynamicTest.dynamicTest(
                        operation + " refuses words for the number " + name,
                        () -> Problems.expectRefusal(
                                operation.send(client, operation.uri() + "?" + name + "=many", null))));
    }
}
