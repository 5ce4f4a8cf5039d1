package io.storyportal.data;

import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.client.ClientRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** L01 as one service of one tenant sees it. */
public final class Api {

    private final int port;
    private final TenantId tenant;
    private final WebTestClient client;

    private Api(int port, String service, Caller caller, Clock clock) {
        this.port = port;
        this.tenant = caller.tenant();
        this.client = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(32 * 1024 * 1024))
                .filter((request, next) ->
                        next.exchange(signed(request, () -> Tokens.of(service, "l01", caller, clock))))
                .build();
    }

    /** Each request anew: tokens last a minute, and tests may last longer. */
    private static ClientRequest signed(ClientRequest request, Supplier<String> token) {
        return request.headers().containsHeader(HttpHeaders.AUTHORIZATION)
                ? request
                : ClientRequest.from(request)
                        .headers(headers -> headers.setBearerAuth(token.get()))
                        .build();
    }

    /** A tenant nobody else has. */
    public static Api ofNewTenant(int port, String service) {
        return of(port, service, new TenantId(Ids.uuid7()));
    }

    public static Api of(int port, String service, TenantId tenant) {
        return new Api(port, service, new Caller(tenant, "ann", Set.of(Role.ADMIN), null), Clock.systemUTC());
    }

    /** The same tenant, with a token signed by this clock, which is that of L01 too. */
    public Api at(Clock clock) {
        return new Api(port, "l05", new Caller(tenant, "ann", Set.of(Role.ADMIN), null), clock);
    }

    /** The same tenant through another service. */
    public Api as(String service) {
        return of(port, service, tenant);
    }

    public Api as(String service, Role role) {
        return new Api(port, service, new Caller(tenant, "ann", Set.of(role), null), Clock.systemUTC());
    }

    public TenantId tenant() {
        return tenant;
    }

    public WebTestClient client() {
        return client;
    }

    public ResponseSpec get(String path) {
        return client.get().uri(path).exchange();
    }

    public ResponseSpec post(String path, Object body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    public ResponseSpec post(String path, Object body, String idempotencyKey) {
        return client.post()
                .uri(path)
                .header("Idempotency-Key", idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    public ResponseSpec patch(String path, Object body) {
        return client.patch()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** What a creation answered. */
    public JsonNode create(String path, Map<String, ?> body) {
        return json(post(path, body).expectStatus().isCreated());
    }

    public JsonNode read(String path) {
        return json(get(path).expectStatus().isOk());
    }

    public static JsonNode json(ResponseSpec answer) {
        EntityExchangeResult<byte[]> result = answer.expectBody().returnResult();
        byte[] body = result.getResponseBody();
        return JsonMapper.shared().readTree(body == null ? new byte[0] : body);
    }
}
