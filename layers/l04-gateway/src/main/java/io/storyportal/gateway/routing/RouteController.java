package io.storyportal.gateway.routing;

import io.storyportal.gateway.pricing.Price;
import io.storyportal.gateway.pricing.PriceCatalogue;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says who would answer, without asking anyone. */
@RestController
final class RouteController {

    private final ModelRouter router;
    private final PriceCatalogue prices;

    RouteController(ModelRouter router, PriceCatalogue prices) {
        this.router = router;
        this.prices = prices;
    }

    @PostMapping(path = "/route", produces = MediaType.APPLICATION_JSON_VALUE)
    RouteResponse route(@Valid @RequestBody RouteRequest request) {
        Route route = router.route(request.provider(), request.model());
        Price price = prices.priceOf(route.provider().name(), route.model()).orElse(null);
        String reason = route.candidates().stream()
                .filter(candidate ->
                        candidate.provider().equals(route.provider().name()))
                .map(Candidate::reason)
                .findFirst()
                .orElse("");
        return new RouteResponse(
                route.provider().name(),
                route.model(),
                reason,
                price == null ? null : price.input(),
                price == null ? null : price.output(),
                prices.asOf(),
                route.candidates());
    }

    /**
     * @param inputPrice US dollars per million tokens; absent when the model's price is not known
     * @param outputPrice likewise
     * @param pricesAsOf day of the built-in price list
     */
    record RouteResponse(
            String provider,
            String model,
            String reason,
            @Nullable BigDecimal inputPrice,
            @Nullable BigDecimal outputPrice,
            String pricesAsOf,
            List<Candidate> candidates) {}
}
