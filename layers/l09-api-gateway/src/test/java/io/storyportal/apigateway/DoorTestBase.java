package io.storyportal.apigateway;

import io.storyportal.kit.testing.LayerTest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** The door with played layers behind it; all its tests share one application context. */
@LayerTest
@Import(SmallSockets.class)
public abstract class DoorTestBase {

    protected static final FakeLayer L01 = new FakeLayer();
    protected static final FakeLayer L02 = new FakeLayer();
    protected static final FakeLayer L05 = new FakeLayer();
    protected static final FakeLayer L10 = new FakeLayer();
    protected static final String TENANT = "01900000-0000-7000-8000-0000000000aa";

    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void layers(DynamicPropertyRegistry registry) {
        registry.add("portal.urls.l01", L01::url);
        registry.add("portal.urls.l02", L02::url);
        registry.add("portal.urls.l05", L05::url);
        registry.add("portal.urls.l10", L10::url);
        // As long as may be, to tell what an event does from what forgetting does.
        registry.add("l09.key-memory", () -> "5s");
        // Nothing listens there.
        registry.add("portal.urls.l04", () -> "http://127.0.0.1:1");
    }

    @BeforeEach
    void startAfresh() {
        L01.forget();
        L02.forget();
        L05.forget();
        L10.forget();
        L01.on(
                "/api/api-keys/resolve",
                (request, response) -> request.receive().aggregate().asString().flatMap(body -> {
                    String holder = KEYS.entrySet().stream()
                            .filter(key -> body.contains('"' + key.getKey() + '"'))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(null);
                    return Mono.from((holder == null
                                    ? FakeLayer.json(404, "{\"code\":\"E1003\",\"status\":404}")
                                    : FakeLayer.json(200, holder))
                            .give(request, response));
                }));
    }

    /** Makes L01 know a key; the name is also its principal. */
    protected static String key(String name, String role, String tier) {
        KEYS.put(name, """
                {"key_id":"01900000-0000-7000-8000-0000000000bb","tenant_id":"%s","principal":"%s","roles":["%s"],"tier":"%s"}\
                """.formatted(TENANT, name, role, tier));
        return name;
    }

    protected static void revoke(String key) {
        KEYS.remove(key);
    }

    protected WebTestClient anybody() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    protected WebTestClient with(String key) {
        return anybody().mutate().defaultHeader("X-API-Key", key).build();
    }
}
