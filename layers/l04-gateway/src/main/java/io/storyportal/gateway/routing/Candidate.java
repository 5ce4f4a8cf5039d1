package io.storyportal.gateway.routing;

import io.storyportal.gateway.provider.ConfiguredProviders;

/**
 * One provider as the router saw it.
 *
 * @param eligible could answer this call
 * @param breaker closed, open, half_open; "none" when not configured
 * @param reason why it is eligible or not, for people
 */
public record Candidate(String provider, boolean configured, boolean eligible, String breaker, String reason) {

    static Candidate notConfigured(ConfiguredProviders.Missing missing) {
        return new Candidate(missing.name(), false, false, "none", "not configured: " + missing.remedy());
    }

    boolean healthy() {
        return !breaker.equals("open");
    }
}
