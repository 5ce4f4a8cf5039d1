package io.storyportal.gateway.inference;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.storyportal.gateway.GatewayProblem;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form an answer must have. Made from a stranger's schema: checked before use, and nothing is fetched for it. */
final class ResponseSchema {

    private static final int MOST_VIOLATIONS = 10;
    private static final int LARGEST = 64 * 1024;

    /** Never given a loader for remote schemas: a reference out of the document fails. */
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Schema META_SCHEMA =
            REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private final JsonNode node;
    private final Schema schema;
    private final JsonMapper json;

    private ResponseSchema(JsonNode node, Schema schema, JsonMapper json) {
        this.node = node;
        this.schema = schema;
        this.json = json;
    }

    /** Refuses, as a problem, a schema that no answer could be held to. */
    static ResponseSchema of(Object wire, JsonMapper json) {
        JsonNode node = json.valueToTree(wire);
        if (!node.path("type").asString("").equals("object")) {
            throw GatewayProblem.SCHEMA_UNUSABLE.exception("Its root has no \"type\": \"object\".");
        }
        if (json.writeValueAsString(node).length() > LARGEST) {
            throw GatewayProblem.SCHEMA_UNUSABLE.exception("It is longer than " + LARGEST / 1024 + " KiB.");
        }
        try {
            List<Error> wrong = META_SCHEMA.validate(node);
            if (!wrong.isEmpty()) {
                throw GatewayProblem.SCHEMA_UNUSABLE.exception(described(wrong.getFirst()));
            }
            Schema schema = REGISTRY.getSchema(node);
            schema.initializeValidators();
            return new ResponseSchema(node, schema, json);
        } catch (SchemaException | IllegalArgumentException unusable) {
            throw GatewayProblem.SCHEMA_UNUSABLE.exception(firstLine(unusable));
        }
    }

    JsonNode node() {
        return node;
    }

    /** What a text is when it is read as the answer. */
    Verdict judge(String text) {
        JsonNode answer;
        try {
            answer = json.readTree(withoutFence(text));
        } catch (JacksonException notJson) {
            return new Verdict.Mismatch(List.of("it is not JSON: " + firstLine(notJson)));
        }
        List<Error> errors = schema.validate(answer);
        return errors.isEmpty() && answer.isObject()
                ? new Verdict.Match(answer)
                : new Verdict.Mismatch(errors.stream()
                        .limit(MOST_VIOLATIONS)
                        .map(ResponseSchema::described)
                        .toList());
    }

    /** An answer that was read against its schema. */
    sealed interface Verdict {

        record Match(JsonNode output) implements Verdict {}

        record Mismatch(List<String> violations) implements Verdict {}
    }

    /** Models that only follow instructions like to wrap JSON in a Markdown fence. */
    private static String withoutFence(String text) {
        String bare = text.strip();
        if (!bare.startsWith("```") || !bare.endsWith("```") || bare.length() < 6) {
            return bare;
        }
        int firstLineEnd = bare.indexOf('\n');
        return firstLineEnd < 0 ? bare : bare.substring(firstLineEnd + 1, bare.length() - 3);
    }

    private static String described(Error error) {
        return error.getInstanceLocation() + ": " + error.getMessage();
    }

    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
