package io.storyportal.kit.web.trace;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Where the current request is in its W3C trace. */
public final class TraceIds {

    private TraceIds() {}

    /** The 32 hex digits of the current trace; empty when nothing is traced. */
    public static Mono<String> current() {
        return Mono.deferContextual(context ->
                Mono.justOrEmpty(span(context)).map(span -> span.context().traceId()));
    }

    /** The {@code traceparent} to put into an event or a header; empty when nothing is traced. */
    public static Mono<String> traceparent() {
        return Mono.deferContextual(context -> Mono.justOrEmpty(span(context)).map(TraceIds::traceparentOf));
    }

    private static String traceparentOf(Span span) {
        String flags = Boolean.TRUE.equals(span.context().sampled()) ? "01" : "00";
        return "00-" + span.context().traceId() + "-" + span.context().spanId() + "-" + flags;
    }

    private static Optional<Span> span(ContextView context) {
        @Nullable Observation observation = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        if (observation == null) {
            return Optional.empty();
        }
        @Nullable TracingContext tracing = observation.getContext().get(TracingContext.class);
        return tracing == null ? Optional.empty() : Optional.ofNullable(tracing.getSpan());
    }
}
