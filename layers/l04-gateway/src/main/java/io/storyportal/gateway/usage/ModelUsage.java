package io.storyportal.gateway.usage;

import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.kit.web.caller.Caller;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One upstream call as it is recorded. {@code id} makes recording it twice the same as once.
 *
 * @param cost US dollars, or null when the model's price is not known
 * @param estimated the provider reported no counts (the call was cut short), so they were reckoned from the text
 * @param finishReason null when the answer was not finished
 */
public record ModelUsage(
        UUID id,
        Caller caller,
        @Nullable UUID agentId,
        String provider,
        String model,
        int inputTokens,
        int outputTokens,
        boolean estimated,
        @Nullable BigDecimal cost,
        Duration latency,
        @Nullable FinishReason finishReason,
        @Nullable String callKey) {}
