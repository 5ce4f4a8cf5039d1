package io.storyportal.data.journal;

import java.util.Map;

/**
 * What a group's transaction read before deciding.
 *
 * @param position the tenant's last
 * @param hash of the event there
 * @param heads of the aggregates that the group's commands touch or refer to, those that exist
 * @param answers already given, by idempotency scope
 */
record Standing(
        long position, byte[] hash, int epoch, Map<AggregateKey, Head> heads, Map<String, GivenAnswer> answers) {

    /** An answer given before, as stored. */
    record GivenAnswer(String fingerprint, String json) {}
}
