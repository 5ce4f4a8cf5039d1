package io.storyportal.data.journal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a command that was accepted is going to come to.
 *
 * @param event null when the command repeats a creation that was done before
 * @param payload of the event, as a tree
 * @param head the aggregate's head afterwards
 */
record Draft(Command command, @Nullable EventEnvelope event, ObjectNode payload, Head head) {

    AggregateKey aggregate() {
        return command.aggregate();
    }
}
