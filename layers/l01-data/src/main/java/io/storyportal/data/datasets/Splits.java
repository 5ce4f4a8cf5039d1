package io.storyportal.data.datasets;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a dataset is split: ratios that add up to 1, and a seed. An example's split depends on nothing else than these and
 * its group, or its content if it has none: so equal examples and those of a group stay together, and no later example
 * moves an earlier one.
 */
public record Splits(
        @NotNull @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 4)
        BigDecimal train,

        @NotNull @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 4)
        BigDecimal validation,

        @NotNull @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 4)
        BigDecimal test,

        @Nullable Long seed) {

    /** The seed is 0 when not said. */
    public Splits {
        seed = seed == null ? Long.valueOf(0) : seed;
    }

    /** Points lie from 0 until this. */
    static final long POINTS = 1L << 48;

    /** In SQL, the point of an example {@code e} under the seed in place of {@code %s}: 48 bits of a SHA-256. */
    static final String POINT = "('x' || substr(encode(sha256(convert_to(%s || ':' ||"
            + " coalesce('group:' || e.group_key, 'hash:' || e.content_hash), 'UTF8')), 'hex'), 1, 12))::bit(48)::bigint";

    boolean addUp() {
        return train.add(validation).add(test).compareTo(BigDecimal.ONE) == 0;
    }

    String seedText() {
        return String.valueOf(seed);
    }

    /** Points below this are for training. */
    long trainEnd() {
        return train.multiply(BigDecimal.valueOf(POINTS)).longValue();
    }

    /** Points from {@link #trainEnd} until this are for validation, the rest for testing. */
    long validationEnd() {
        return train.add(validation).multiply(BigDecimal.valueOf(POINTS)).longValue();
    }

    Split of(long point) {
        return point < trainEnd() ? Split.TRAIN : point < validationEnd() ? Split.VALIDATION : Split.TEST;
    }

    long begin(Split split) {
        return switch (split) {
            case TRAIN -> 0;
            case VALIDATION -> trainEnd();
            case TEST -> validationEnd();
        };
    }

    long end(Split split) {
        return switch (split) {
            case TRAIN -> trainEnd();
            case VALIDATION -> validationEnd();
            case TEST -> POINTS;
        };
    }
}
