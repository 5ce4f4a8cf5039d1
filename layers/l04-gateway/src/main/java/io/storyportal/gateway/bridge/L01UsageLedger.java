package io.storyportal.gateway.bridge;

import io.storyportal.client.l01.api.ModelUsageControllerApi;
import io.storyportal.client.l01.model.RecordModelUsage;
import io.storyportal.gateway.usage.ModelUsage;
import io.storyportal.gateway.usage.UsageLedger;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Usage in L01. The usage's id makes the idempotency key, so the bridge may repeat a call. A call that was paid for is
 * recorded also when L01 does not know its agent.
 */
final class L01UsageLedger implements UsageLedger {

    private static final String REFERS_TO_NOTHING = "E1104";

    private final ModelUsageControllerApi l01;

    L01UsageLedger(Bridges bridges) {
        this.l01 = bridges.client("l01", ModelUsageControllerApi.class);
    }

    @Override
    public Mono<Void> record(ModelUsage usage) {
        String key = usage.id().toString();
        return send(wire(usage), key)
                .onErrorResume(
                        RemoteProblemException.class,
                        problem -> usage.agentId() != null && problem.code().equals(REFERS_TO_NOTHING)
                                ? send(withoutAgent(usage), key + "-without-agent")
                                : Mono.error(problem))
                .onErrorResume(RemoteProblemException.class, L01UsageLedger::sorted)
                .contextWrite(usage.caller()::write);
    }

    /** Each body has a key of its own: with one for both, sending the first again would be refused as another request. */
    private Mono<Void> send(RecordModelUsage body, String key) {
        return l01.recordModelUsage(Mono.just(body), key).then();
    }

    /** A conflict says that it is there already. 401 and 403 are between the layers and may be put right. */
    private static Mono<Void> sorted(RemoteProblemException problem) {
        if (problem.is(HttpStatus.CONFLICT)) {
            return Mono.empty();
        }
        boolean final4xx = problem.status() >= 400
                && problem.status() < 500
                && !problem.isTransient()
                && !problem.is(HttpStatus.UNAUTHORIZED)
                && !problem.is(HttpStatus.FORBIDDEN);
        return Mono.error(final4xx ? new Refused(problem.code() + " " + problem.getMessage(), problem) : problem);
    }

    private static RecordModelUsage withoutAgent(ModelUsage usage) {
        return wire(usage).agentId(null).putMetadataItem("agent_id", String.valueOf(usage.agentId()));
    }

    private static RecordModelUsage wire(ModelUsage usage) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("estimated", usage.estimated());
        metadata.put("priced", usage.cost() != null);
        if (usage.callKey() != null) {
            // Not L01's call_key: that is unique, and one answer may take two upstream calls.
            metadata.put("call_key", usage.callKey());
        }
        metadata.put(
                "finish_reason",
                usage.finishReason() == null
                        ? "cut_short"
                        : usage.finishReason().wireName());
        return new RecordModelUsage()
                .id(usage.id())
                .modelProvider(usage.provider())
                .modelName(usage.model())
                .agentId(usage.agentId())
                .inputTokens((long) usage.inputTokens())
                .outputTokens((long) usage.outputTokens())
                .latencyMs(usage.latency().toMillis())
                .costEstimate(usage.cost() == null ? BigDecimal.ZERO : usage.cost())
                .metadata(metadata);
    }
}
