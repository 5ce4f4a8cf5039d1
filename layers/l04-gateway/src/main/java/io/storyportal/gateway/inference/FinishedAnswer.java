package io.storyportal.gateway.inference;

import io.storyportal.gateway.GatewayProblem;
import io.storyportal.gateway.inference.InferResponse.Finish;
import io.storyportal.gateway.inference.ResponseSchema.Verdict;
import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.usage.ModelUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what the caller gets from what the upstream calls said. */
final class FinishedAnswer {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private FinishedAnswer() {}

    /** @param bill the usage of every upstream call, in order; the last is the one that gave the answer */
    static InferResponse of(PreparedCall prepared, Transcript last, List<ModelUsage> bill, JsonMapper json) {
        return new InferResponse(
                bill.getLast().id(),
                prepared.route().provider().name(),
                last.model(),
                last.text(),
                output(prepared.schema(), last, json),
                usage(bill),
                cost(bill),
                bill.stream()
                        .map(ModelUsage::latency)
                        .reduce(Duration.ZERO, Duration::plus)
                        .toMillis(),
                Finish.of(Objects.requireNonNullElse(last.finished(), FinishReason.OTHER)),
                false);
    }

    private static @Nullable Map<String, Object> output(
            @Nullable ResponseSchema schema, Transcript answer, JsonMapper json) {
        if (schema == null) {
            return null;
        }
        return switch (schema.judge(answer.text())) {
            case Verdict.Match match -> json.convertValue(match.output(), OBJECT);
            case Verdict.Mismatch mismatch ->
                throw GatewayProblem.OUTPUT_MISMATCH.exception(why(answer)).with("violations", mismatch.violations());
        };
    }

    private static String why(Transcript answer) {
        return switch (Objects.requireNonNullElse(answer.finished(), FinishReason.OTHER)) {
            case REFUSED -> "The model declined to answer.";
            case LENGTH -> "The answer was cut off at max_tokens.";
            case STOP, OTHER -> "The model answered in another form.";
        };
    }

    private static InferResponse.Usage usage(List<ModelUsage> bill) {
        return new InferResponse.Usage(
                bill.stream().mapToInt(ModelUsage::inputTokens).sum(),
                bill.stream().mapToInt(ModelUsage::outputTokens).sum(),
                bill.stream().anyMatch(ModelUsage::estimated));
    }

    private static @Nullable BigDecimal cost(List<ModelUsage> bill) {
        BigDecimal sum = BigDecimal.ZERO;
        for (ModelUsage call : bill) {
            if (call.cost() == null) {
                return null;
            }
            sum = sum.add(call.cost());
        }
        return sum;
    }
}
