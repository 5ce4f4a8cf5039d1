package io.storyportal.planning.definition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What models cost, in US dollars. A model without a known price makes a sum incomplete, which is not the same as costing
 * nothing.
 */
public record Cost(BigDecimal known, boolean complete) {
    public static final Cost NONE = new Cost(BigDecimal.ZERO, true);

    private static final String KNOWN = "cost";
    private static final String INCOMPLETE = "cost_incomplete";

    /** @param amount null when it is not known */
    public static Cost of(@Nullable BigDecimal amount) {
        return amount == null ? new Cost(BigDecimal.ZERO, false) : new Cost(amount, true);
    }

    public static Cost in(JsonNode metadata) {
        boolean complete = !metadata.path(INCOMPLETE).asBoolean(false);
        return new Cost(metadata.path(KNOWN).asDecimal(BigDecimal.ZERO), complete);
    }

    public Cost plus(Cost other) {
        return new Cost(known.add(other.known), complete && other.complete);
    }

    /** The sum, or null when a part of it is not known. */
    public @Nullable BigDecimal amount() {
        return complete ? known : null;
    }

    /** As it is kept in the metadata of plans and tasks. */
    public ObjectNode metadata() {
        return JsonNodeFactory.instance.objectNode().put(KNOWN, known).put(INCOMPLETE, !complete);
    }
}
