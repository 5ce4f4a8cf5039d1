package io.storyportal.data.metrics;

import io.storyportal.data.resources.StorableJson;
import io.storyportal.kit.web.problem.CommonProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the labels that a query looks for: {@code {"region": "eu"}}. */
final class LabelFilter {

    private final JsonMapper json;

    LabelFilter(JsonMapper json) {
        this.json = json;
    }

    /** The same labels, known to be an object of texts. */
    String checked(String labels) {
        JsonNode tree = parse(labels);
        if (!tree.isObject() || tree.size() > 16 || !tree.valueStream().allMatch(JsonNode::isString)) {
            throw CommonProblem.INVALID.exception(
                    "'labels' must be a JSON object of at most 16 texts, such as {\"region\": \"eu\"}");
        }
        StorableJson.weigh(tree);
        return json.writeValueAsString(tree);
    }

    private JsonNode parse(String labels) {
        try {
            return json.readTree(labels);
        } catch (JacksonException malformed) {
            throw CommonProblem.INVALID.exception("'labels' is not JSON: " + malformed.getOriginalMessage());
        }
    }
}
