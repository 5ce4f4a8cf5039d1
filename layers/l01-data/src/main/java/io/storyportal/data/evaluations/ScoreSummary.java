package io.storyportal.data.evaluations;

import java.math.BigDecimal;
import java.time.Instant;

/** The scores of one type of evaluation; {@code latest} is the one recorded last, at {@code latestAt}. */
public record ScoreSummary(
        String evaluationType,
        long count,
        BigDecimal average,
        BigDecimal min,
        BigDecimal max,
        BigDecimal latest,
        Instant latestAt) {}
