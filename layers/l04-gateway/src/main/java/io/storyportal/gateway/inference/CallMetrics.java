package io.storyportal.gateway.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.gateway.usage.ModelUsage;

/** Upstream calls as operators watch them; by provider alone, since models and tenants are too many for labels. */
final class CallMetrics {

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(ModelUsage usage) {
        String provider = usage.provider();
        String outcome = usage.finishReason() == null ? "cut_short" : "finished";
        registry.timer("portal.model.calls", "provider", provider, "outcome", outcome)
                .record(usage.latency());
        registry.counter("portal.model.tokens", "provider", provider, "direction", "input")
                .increment(usage.inputTokens());
        registry.counter("portal.model.tokens", "provider", provider, "direction", "output")
                .increment(usage.outputTokens());
        if (usage.cost() != null) {
            registry.counter("portal.model.cost.dollars", "provider", provider)
                    .increment(usage.cost().doubleValue());
        }
    }
}
