package io.storyportal.gateway.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.gateway.provider.FinishReason;
import io.storyportal.gateway.usage.ModelUsage;
import io.storyportal.gateway.usage.UsageLedger;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes to L01, and what each kind of answer means; the layers together are tested by the stories. */
@Tag("l04")
@LayerTest
class L01UsageLedgerTest {

    private static final List<JsonNode> RECEIVED = new CopyOnWriteArrayList<>();
    private static final List<String> KEYS = new CopyOnWriteArrayList<>();
    private static volatile int status = 201;
    private static volatile boolean knowsNoAgent;

    private static final DisposableServer L01 = HttpServer.create()
            .host("127.0.0.1")
            .route(routes -> routes.post("/api/model-usage", (request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .doOnNext(body -> {
                        RECEIVED.add(JsonMapper.shared().readTree(body));
                        KEYS.add(request.requestHeaders().get("Idempotency-Key"));
                    })
                    .then(Mono.defer(() -> answer(response)))))
            .bindNow();

    private static Mono<Void> answer(HttpServerResponse response) {
        boolean refused = knowsNoAgent && RECEIVED.getLast().hasNonNull("agent_id");
        int code = refused ? 422 : status;
        return response.status(code)
                .header("Content-Type", code < 300 ? "application/json" : "application/problem+json")
                .sendString(Mono.just(refused ? "{\"code\":\"E1104\"}" : "{}"))
                .then();
    }

    @Autowired
    UsageLedger ledger;

    @DynamicPropertySource
    static void l01(DynamicPropertyRegistry registry) {
        registry.add("portal.urls.l01", () -> "http://127.0.0.1:" + L01.port());
    }

    @AfterAll
    static void stop() {
        L01.disposeNow();
    }

    @BeforeEach
    void forget() {
        status = 201;
        knowsNoAgent = false;
        RECEIVED.clear();
        KEYS.clear();
    }

    @Test
    void sendsWhatL01Keeps() {
        UUID agent = UUID.randomUUID();
        ModelUsage usage = usage(new BigDecimal("0.000210"), agent);

        StepVerifier.create(ledger.record(usage)).verifyComplete();

        JsonNode sent = RECEIVED.getFirst();
        assertThat(sent.path("id").asString()).isEqualTo(usage.id().toString()).isEqualTo(KEYS.getFirst());
        assertThat(sent.path("agent_id").asString()).isEqualTo(agent.toString());
        assertThat(sent.path("model_provider").asString()).isEqualTo("anthropic");
        assertThat(sent.path("input_tokens").asInt()).isEqualTo(12);
        assertThat(sent.path("cost_estimate").decimalValue()).isEqualByComparingTo("0.00021");
        assertThat(sent.path("metadata").path("call_key").asString()).isEqualTo("plan/task/1");
        assertThat(sent.path("metadata").path("finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void saysWhenThereIsNoPrice() {
        StepVerifier.create(ledger.record(usage(null, null))).verifyComplete();

        assertThat(RECEIVED.getFirst().path("metadata").path("priced").asBoolean())
                .isFalse();
    }

    @Test
    void takesAConflictForARecordThatIsThereAlready() {
        status = 409;

        StepVerifier.create(ledger.record(usage(null, null))).verifyComplete();
    }

    @Test
    void givesUpARecordThatL01Refuses() {
        status = 422;

        StepVerifier.create(ledger.record(usage(null, null))).verifyError(UsageLedger.Refused.class);
    }

    @Test
    void recordsACallOfAnAgentThatL01DoesNotKnowWithoutIt() {
        knowsNoAgent = true;
        UUID agent = UUID.randomUUID();

        StepVerifier.create(ledger.record(usage(null, agent))).verifyComplete();

        JsonNode kept = RECEIVED.getLast();
        assertThat(kept.hasNonNull("agent_id")).isFalse();
        assertThat(kept.path("metadata").path("agent_id").asString()).isEqualTo(agent.toString());
        assertThat(KEYS).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void leavesARecordForLaterWhenL01IsAway() {
        status = 503;

        StepVerifier.create(ledger.record(usage(null, null)))
                .verifyErrorSatisfies(away -> assertThat(away).isNotInstanceOf(UsageLedger.Refused.class));
    }

    private static ModelUsage usage(BigDecimal cost, UUID agent) {
        return new ModelUsage(
                Ids.uuid7(),
                SystemCaller.of(TenantId.DEFAULT, "l04"),
                agent,
                "anthropic",
                "claude-sonnet-4-6",
                12,
                3,
                false,
                cost,
                Duration.ofMillis(250),
                FinishReason.STOP,
                "plan/task/1");
    }
}
