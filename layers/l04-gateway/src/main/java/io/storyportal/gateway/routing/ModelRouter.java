package io.storyportal.gateway.routing;

import io.storyportal.gateway.GatewayProblem;
import io.storyportal.gateway.provider.ConfiguredProviders;
import io.storyportal.gateway.provider.GuardedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses provider and model. A named provider is taken at its word. Otherwise the first provider in the configured
 * order that takes the model answers; one whose breaker is open only when no other can.
 */
public final class ModelRouter {

    private final ConfiguredProviders providers;

    public ModelRouter(ConfiguredProviders providers) {
        this.providers = providers;
    }

    public Route route(@Nullable String provider, @Nullable String model) {
        if (providers.providers().isEmpty()) {
            throw GatewayProblem.NO_PROVIDER
                    .exception("This platform has no model to ask. Everything that needs no model works without one.")
                    .with("providers", providers.missing());
        }
        Wish wish = Wish.of(provider, model, providers);
        List<Candidate> candidates = candidates(wish);
        GuardedProvider chosen = choose(candidates)
                .flatMap(candidate -> providers.named(candidate.provider()))
                .orElseThrow(() -> nothingFor(wish));
        String chosenModel = wish.model() == null ? chosen.defaultModel() : wish.model();
        return new Route(chosen, chosenModel, candidates);
    }

    private static Optional<Candidate> choose(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.eligible() && candidate.healthy())
                .findFirst()
                .or(() -> candidates.stream().filter(Candidate::eligible).findFirst());
    }

    private List<Candidate> candidates(Wish wish) {
        var candidates = new ArrayList<Candidate>();
        for (GuardedProvider provider : providers.providers()) {
            candidates.add(judged(provider, wish));
        }
        providers.missing().forEach(missing -> candidates.add(Candidate.notConfigured(missing)));
        return candidates;
    }

    private static Candidate judged(GuardedProvider provider, Wish wish) {
        String name = provider.name();
        String breaker = provider.breakerState();
        if (wish.provider() != null) {
            boolean asked = wish.provider().equals(name);
            return new Candidate(name, true, asked, breaker, asked ? "asked for by name" : "another was asked for");
        }
        if (wish.model() == null) {
            return new Candidate(name, true, true, breaker, "takes part in the configured order");
        }
        boolean serves = provider.accepts(wish.model());
        return new Candidate(
                name,
                true,
                serves,
                breaker,
                (serves ? "serves models like " : "serves no models like ") + wish.model());
    }

    private static RuntimeException nothingFor(Wish wish) {
        return wish.provider() == null
                ? GatewayProblem.NO_PROVIDER_FOR_MODEL.exception(
                        "None of the configured providers serves '" + wish.model() + "'.")
                : GatewayProblem.PROVIDER_NOT_CONFIGURED.exception("'" + wish.provider() + "' is not configured.");
    }

    /** What was asked for; a model may carry its provider: "ollama/llama3.2". */
    private record Wish(@Nullable String provider, @Nullable String model) {

        static Wish of(@Nullable String provider, @Nullable String model, ConfiguredProviders providers) {
            if (provider == null && model != null) {
                int slash = model.indexOf('/');
                String prefix = slash > 0 ? model.substring(0, slash) : "";
                if (providers.isKnown(prefix)) {
                    return new Wish(prefix, model.substring(slash + 1));
                }
            }
            return new Wish(provider, model);
        }
    }
}
