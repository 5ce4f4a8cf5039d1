package io.storyportal.gateway.provider;

import java.util.List;
import java.util.Optional;

/**
 * The providers that are configured, the preferred one first.
 *
 * @param missing how to configure each of the others
 */
public record ConfiguredProviders(List<GuardedProvider> providers, List<Missing> missing) {

    /** A provider this gateway could use. */
    public record Missing(String name, String remedy) {}

    public ConfiguredProviders {
        providers = List.copyOf(providers);
        missing = List.copyOf(missing);
    }

    public Optional<GuardedProvider> named(String name) {
        return providers.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Whether the gateway has an adapter of that name, configured or not. */
    public boolean isKnown(String name) {
        return named(name).isPresent()
                || missing.stream().anyMatch(each -> each.name().equals(name));
    }
}
