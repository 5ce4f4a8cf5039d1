package io.storyportal.gateway.models;

import io.storyportal.gateway.models.Model.Kind;
import io.storyportal.gateway.models.ModelsController.Models;
import io.storyportal.gateway.pricing.PriceCatalogue;
import io.storyportal.gateway.provider.ConfiguredProviders;
import io.storyportal.gateway.provider.GuardedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks the providers which models they serve, and remembers the answer for a while. */
final class ModelCatalogue {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration KEEP_ANSWER = Duration.ofMinutes(5);
    private static final Duration KEEP_FAILURE = Duration.ofSeconds(15);

    private final ConfiguredProviders providers;
    private final PriceCatalogue prices;
    private final Model embeddingModel;
    private final List<Mono<Listing>> listings;

    ModelCatalogue(ConfiguredProviders providers, PriceCatalogue prices, String embeddingModel) {
        this.providers = providers;
        this.prices = prices;
        this.embeddingModel = new Model(embeddingModel, "local", Kind.EMBEDDING, true, null, null);
        this.listings =
                providers.providers().stream().map(ModelCatalogue::listing).toList();
    }

    Mono<Models> models() {
        return Flux.mergeSequential(listings).collectList().map(answers -> {
            var models = new ArrayList<Model>();
            var statuses = new ArrayList<ProviderStatus>();
            for (Listing listing : answers) {
                models.addAll(modelsOf(listing));
                statuses.add(listing.status());
            }
            models.add(embeddingModel);
            providers
                    .missing()
                    .forEach(missing -> statuses.add(
                            new ProviderStatus(missing.name(), false, null, null, null, missing.remedy())));
            return new Models(models, null, statuses);
        });
    }

    private static Mono<Listing> listing(GuardedProvider provider) {
        return provider.listModels()
                .timeout(PATIENCE)
                .map(models -> new Listing(provider, models, null))
                .onErrorResume(failure -> Mono.just(new Listing(provider, List.of(), failure.getMessage())))
                .cache(
                        answer -> answer.failure() == null ? KEEP_ANSWER : KEEP_FAILURE,
                        error -> Duration.ZERO,
                        () -> Duration.ZERO);
    }

    /** The default model is listed even where the provider does not list it: it is what will be asked. */
    private List<Model> modelsOf(Listing listing) {
        GuardedProvider provider = listing.provider();
        return Stream.concat(Stream.of(provider.defaultModel()), listing.models().stream())
                .distinct()
                .map(id -> {
                    var price = prices.priceOf(provider.name(), id).orElse(null);
                    return new Model(
                            id,
                            provider.name(),
                            Kind.CHAT,
                            id.equals(provider.defaultModel()),
                            price == null ? null : price.input(),
                            price == null ? null : price.output());
                })
                .toList();
    }

    private record Listing(
            GuardedProvider provider,
            List<String> models,
            @Nullable String failure) {

        ProviderStatus status() {
            return new ProviderStatus(
                    provider.name(), true, failure == null, provider.defaultModel(), provider.breakerState(), failure);
        }
    }
}
