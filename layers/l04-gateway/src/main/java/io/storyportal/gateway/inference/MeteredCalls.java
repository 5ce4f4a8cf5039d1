package io.storyportal.gateway.inference;

import io.storyportal.gateway.pricing.PriceCatalogue;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.usage.ModelUsage;
import io.storyportal.gateway.usage.UsageRecorder;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.Ids;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes upstream calls and records each one's usage, however it ends: complete, failed half-way, or cancelled. */
final class MeteredCalls {

    private final PriceCatalogue prices;
    private final UsageRecorder recorder;
    private final CallMetrics metrics;
    private final Clock clock;

    MeteredCalls(PriceCatalogue prices, UsageRecorder recorder, CallMetrics metrics, Clock clock) {
        this.prices = prices;
        this.recorder = recorder;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param measured told of the usage when the call has ended, before the returned stream does */
    Flux<ModelDelta> call(
            PreparedCall prepared,
            InferRequest request,
            Caller caller,
            Transcript transcript,
            Consumer<ModelUsage> measured) {
        return Flux.usingWhen(
                Mono.fromSupplier(clock::instant),
                begun -> prepared.route().provider().call(prepared.call()).doOnNext(transcript::add),
                begun -> record(prepared, request, caller, transcript, begun, measured),
                (begun, failure) -> record(prepared, request, caller, transcript, begun, measured),
                begun -> record(prepared, request, caller, transcript, begun, measured));
    }

    private Mono<Void> record(
            PreparedCall prepared,
            InferRequest request,
            Caller caller,
            Transcript transcript,
            Instant begun,
            Consumer<ModelUsage> measured) {
        return Mono.defer(() -> {
            if (!transcript.started()) {
                return Mono.empty();
            }
            String provider = prepared.route().provider().name();
            var usage = new ModelUsage(
                    Ids.uuid7(),
                    caller,
                    request.agentId(),
                    provider,
                    transcript.model(),
                    transcript.inputTokens(),
                    transcript.outputTokens(),
                    transcript.estimated(),
                    cost(provider, prepared, transcript),
                    Duration.between(begun, clock.instant()),
                    transcript.finished(),
                    request.callKey());
            measured.accept(usage);
            metrics.count(usage);
            return recorder.record(usage);
        });
    }

    /** A compatible server may answer under a name of its own; then the asked-for model's price holds. */
    private @Nullable BigDecimal cost(String provider, PreparedCall prepared, Transcript transcript) {
        return prices.priceOf(provider, transcript.model())
                .or(() -> prices.priceOf(provider, prepared.call().model()))
                .map(price -> price.of(transcript.inputTokens(), transcript.outputTokens()))
                .orElse(null);
    }
}
