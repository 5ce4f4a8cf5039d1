package io.storyportal.data.journal;

import java.util.Map;

/**
 * What a group's transaction read before deciding.
 *
 * @param position the tenant's last
 * @param heads of the aggregates that the group's commands touch or refer to, those that exist
 * @param answers already given, by idempotency scope
 */
record Standing(long position, int epoch, Map<AggregateKey, Head> heads, Map<String, GivenAnswer> answers) {

    /** An answer given before, as stored. */
    record GivenAnswer(String fingerprint, String json) {}
}
