package io.storyportal.ui;

import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.played.PlayedL01;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A test of the running layer with a played L01 behind it. Test classes of one context share that L01. */
public abstract class UiServer {

    public static final PlayedL01 L01 = new PlayedL01();
    public static final TenantId OTHER = TenantId.of("01900000-0000-7000-8000-000000000002");

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        properties.add("portal.urls.l01", L01::url);
    }

    protected int port() {
        return port;
    }

    protected URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port + "/ws/events");
    }

    protected WebTestClient as(TenantId tenant) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(headers -> headers.setBearerAuth(tokenOf(tenant)))
                .build();
    }

    /** As the door sends it: for a person of the tenant. */
    protected static String tokenOf(TenantId tenant) {
        return Tokens.of("l09", "l10", new Caller(tenant, "ada", Set.of(Role.DEVELOPER), null));
    }
}
