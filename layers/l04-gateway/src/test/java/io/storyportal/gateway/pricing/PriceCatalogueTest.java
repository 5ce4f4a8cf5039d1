package io.storyportal.gateway.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l04")
class PriceCatalogueTest {

    private final PriceCatalogue prices = PriceCatalogue.builtIn(List.of());

    @Test
    void pricesACallToTheMicrodollar() {
        var price = prices.priceOf("anthropic", "claude-sonnet-4-5").orElseThrow();

        // 1,234 x 3 + 567 x 15 dollars per million
        assertThat(price.of(1234, 567)).isEqualTo(new BigDecimal("0.012207"));
    }

    @Test
    void roundsHalfUpAtSixPlaces() {
        assertThat(new Price("p", "m", new BigDecimal("0.5"), BigDecimal.ZERO).of(1, 0))
                .isEqualTo(new BigDecimal("0.000001"));
        assertThat(new Price("p", "m", new BigDecimal("0.4"), BigDecimal.ZERO).of(1, 0))
                .isEqualTo(new BigDecimal("0.000000"));
    }

    @Test
    void pricesASnapshotLikeItsModelButNotAnotherModelOfTheFamily() {
        assertThat(prices.priceOf("openai", "gpt-4o-2024-08-06")).isEqualTo(prices.priceOf("openai", "gpt-4o"));
        assertThat(prices.priceOf("anthropic", "claude-sonnet-4-5-20250929"))
                .isEqualTo(prices.priceOf("anthropic", "claude-sonnet-4-5"));
        assertThat(prices.priceOf("openai", "gpt-4o-mini-2024-07-18")
                        .orElseThrow()
                        .input())
                .isEqualByComparingTo("0.15");
        assertThat(prices.priceOf("openai", "gpt-4o-audio-preview")).isEmpty();
    }

    @Test
    void doesNotKnowThePriceOfAnUnknownModel() {
        assertThat(prices.priceOf("openai", "brand-new")).isEmpty();
        assertThat(prices.priceOf("openai", "claude-sonnet-4-5")).isEmpty();
    }

    @Test
    void knowsThatALocalModelCostsNothing() {
        assertThat(prices.priceOf("ollama", "anything").orElseThrow().of(1000, 1000))
                .isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void prefersTheOperatorsPrices() {
        var own = new Price("openai", "gpt-4o", BigDecimal.ONE, BigDecimal.TWO);

        assertThat(PriceCatalogue.builtIn(List.of(own)).priceOf("openai", "gpt-4o"))
                .contains(own);
    }
}
