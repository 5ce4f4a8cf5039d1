package io.storyportal.gateway.usage;

import reactor.core.publisher.Mono;

/** Where usage is kept. */
public interface UsageLedger {

    /**
     * Records one call. Repeating it changes nothing. Ends with {@link Refused} when the ledger will never take it,
     * with any other error when it may take it later.
     */
    Mono<Void> record(ModelUsage usage);

    /** The ledger does not take this record, now or later. */
    final class Refused extends RuntimeException {

        public Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
