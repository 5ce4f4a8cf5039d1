package io.storyportal.gateway.inference;

import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.provider.ModelCall;
import io.storyportal.gateway.provider.ModelDelta;
import io.storyportal.gateway.provider.ModelMessage;
import org.jspecify.annotations.Nullable;

/**
 * What one upstream call has said so far. Filled by one thread at a time; read when the call has ended, or where it was
 * cut short.
 */
final class Transcript {

    /** Rough for every tokenizer, and only used where a provider reports nothing. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ModelCall call;
    private final StringBuilder text = new StringBuilder();
    private String model;
    private @Nullable Integer inputTokens;
    private @Nullable Integer outputTokens;
    private @Nullable FinishReason finished;

    Transcript(ModelCall call) {
        this.call = call;
        this.model = call.model();
    }

    void add(ModelDelta delta) {
        switch (delta) {
            case ModelDelta.Answering answering -> model = answering.model();
            case ModelDelta.Text piece -> text.append(piece.text());
            case ModelDelta.Tokens tokens -> {
                inputTokens = tokens.input() == null ? inputTokens : tokens.input();
                outputTokens = tokens.output() == null ? outputTokens : tokens.output();
            }
            case ModelDelta.Finished end -> finished = end.reason();
        }
    }

    String text() {
        return text.toString();
    }

    String model() {
        return model;
    }

    @Nullable
    FinishReason finished() {
        return finished;
    }

    /** Whether the provider did anything that costs. */
    boolean started() {
        return inputTokens != null || !text.isEmpty() || finished != null;
    }

    /** Before the end, Anthropic's output count is a placeholder and the others have none. */
    boolean estimated() {
        return inputTokens == null || outputTokens == null || finished == null;
    }

    int inputTokens() {
        if (inputTokens != null) {
            return inputTokens;
        }
        int characters = call.system() == null ? 0 : call.system().length();
        for (ModelMessage message : call.messages()) {
            characters += message.content().length();
        }
        return tokensOf(characters);
    }

    int outputTokens() {
        int reported = outputTokens == null ? 0 : outputTokens;
        return finished != null && outputTokens != null ? reported : Math.max(reported, tokensOf(text.length()));
    }

    private static int tokensOf(int characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
