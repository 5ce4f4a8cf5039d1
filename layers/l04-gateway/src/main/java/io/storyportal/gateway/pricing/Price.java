package io.storyportal.gateway.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a model costs, in US dollars per million tokens.
 *
 * @param model the model's name without the date of a snapshot, or "*" for every model of the provider
 */
public record Price(String provider, String model, BigDecimal input, BigDecimal output) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Places kept of a cost; the same as L01 stores. */
    public static final int SCALE = 6;

    public BigDecimal of(long inputTokens, long outputTokens) {
        return input.multiply(BigDecimal.valueOf(inputTokens))
                .add(output.multiply(BigDecimal.valueOf(outputTokens)))
                .divide(MILLION, SCALE, RoundingMode.HALF_UP);
    }
}
