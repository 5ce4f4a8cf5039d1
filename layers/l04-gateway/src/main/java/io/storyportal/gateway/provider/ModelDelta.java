package io.storyportal.gateway.provider;

import org.jspecify.annotations.Nullable;

/** What a provider tells us while it answers. */
public sealed interface ModelDelta {

    /** The exact model that answers, often a dated snapshot of the one asked for. */
    record Answering(String model) implements ModelDelta {}

    /** The next piece of the answer; with a response schema, a piece of its JSON. */
    record Text(String text) implements ModelDelta {}

    /** Token counts so far. Each count replaces the one before it; null says nothing. */
    record Tokens(@Nullable Integer input, @Nullable Integer output) implements ModelDelta {}

    /** The answer is complete. */
    record Finished(FinishReason reason) implements ModelDelta {}
}
