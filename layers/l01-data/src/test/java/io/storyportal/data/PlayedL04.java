package io.storyportal.data;

import io.storyportal.kit.web.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * L04's {@code POST /embed} over HTTP, as its OpenAPI says it answers. Each tenant has a stage of its own, so that tests which
 * share L01 do not disturb one another: which tenant is asked for stands in the token.
 */
public final class PlayedL04 {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Stage> STAGES = new ConcurrentHashMap<>();

    private static final DisposableServer SERVER = HttpServer.create()
            .host("127.0.0.1")
            .httpRequestDecoder(spec -> spec.maxHeaderSize(16 * 1024))
            .route(routes -> routes.post("/embed", (request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .flatMap(body -> answer(request, response, JSON.readTree(body)))))
            .bindNow();

    private PlayedL04() {}

    public static String url() {
        return "http://127.0.0.1:" + SERVER.port();
    }

    public static Stage of(TenantId tenant) {
        return STAGES.computeIfAbsent(tenant.toString(), id -> new Stage());
    }

    /** For after a test: whoever waits for L04 holds up the others. */
    public static void everybodyIsWell() {
        STAGES.values().forEach(stage -> stage.isWell().hasModel("played-1"));
    }

    /** What is answered. */
    public record Reply(int status, String body) {

        public static Reply problem(int status, String code, String detail) {
            return new Reply(status, JSON.writeValueAsString(Map.of("code", code, "status", status, "detail", detail)));
        }
    }

    /** How L04 behaves towards one tenant. */
    public static final class Stage {

        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final Map<String, float[]> known = Collections.synchronizedMap(new LinkedHashMap<>());
        private volatile String model = "played-1";
        private volatile Function<List<String>, Reply> behaviour = this::vectors;

        /** Texts that contain the word get this vector, or that of a word which was told before. */
        public Stage knows(String word, float... vector) {
            known.put(word, vector);
            return this;
        }

        public Stage answers(Function<List<String>, Reply> other) {
            behaviour = other;
            return this;
        }

        public Stage isDown() {
            return answers(texts -> Reply.problem(503, "E4131", "The embedding queue is full"));
        }

        public Stage isWell() {
            return answers(this::vectors);
        }

        public Stage hasModel(String name) {
            model = name;
            return this;
        }

        /** Every text that was sent, in order, with repetitions. */
        public List<String> asked() {
            return List.copyOf(asked);
        }

        public Reply vectors(List<String> texts) {
            List<float[]> vectors = texts.stream().map(this::vector).toList();
            return new Reply(
                    200,
                    JSON.writeValueAsString(
                            Map.of("model", model, "dimension", vectors.getFirst().length, "embeddings", vectors)));
        }

        private float[] vector(String text) {
            return known.entrySet().stream()
                    .filter(entry -> text.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseGet(() -> byChance(text));
        }

        /** As many dimensions as the known ones have. */
        private float[] byChance(String text) {
            int dimension =
                    known.values().stream().findFirst().map(each -> each.length).orElse(384);
            Random random = new Random(text.hashCode());
            float[] vector = new float[dimension];
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            return vector;
        }
    }

    private static Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, JsonNode body) {
        List<String> texts = new ArrayList<>();
        body.path("texts").forEach(text -> texts.add(text.asString()));
        Stage stage =
                of(tenantIn(Objects.requireNonNull(request.requestHeaders().get("Authorization"))));
        stage.asked.addAll(texts);
        Reply reply = stage.behaviour.apply(texts);
        return response.status(reply.status())
                .header("Content-Type", reply.status() < 300 ? "application/json" : "application/problem+json")
                .sendString(Mono.just(reply.body()))
                .then();
    }

    private static TenantId tenantIn(String authorization) {
        String claims = authorization.split("\\.")[1];
        JsonNode token = JSON.readTree(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
        return TenantId.of(token.path("act_for").path("tenant").asString());
    }
}
