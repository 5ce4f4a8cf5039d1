package io.storyportal.runtime.sandbox;

import java.util.Map;

/**
 * What a backend can do here.
 *
 * @param enforcedBy per trust level the mechanism behind each budget; a budget without one is refused when asked for
 */
public record HostReport(
        String backend, Map<TrustLevel, Availability> trustLevels, Map<TrustLevel, Map<Budget, String>> enforcedBy) {

    public Availability of(TrustLevel trust) {
        return trustLevels.getOrDefault(trust, Availability.no("Not offered by this backend.", ""));
    }

    public boolean enforces(TrustLevel trust, Budget budget) {
        return enforcedBy.getOrDefault(trust, Map.of()).containsKey(budget);
    }
}
