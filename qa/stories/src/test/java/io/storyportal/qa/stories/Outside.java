package io.storyportal.qa.stories;

import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.TokenSigner;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plain HTTP requests of a holder of some credential. */
final class Outside {

    static final String DEVELOPMENT_KEY = "dev_key_local_ONLY";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String base;
    private final @Nullable String key;

    /** @param key none when null */
    Outside(String base, @Nullable String key) {
        this.base = base;
        this.key = key;
    }

    static Outside developer(StoryFleet fleet) {
        return new Outside(fleet.url("l09"), DEVELOPMENT_KEY);
    }

    /**
     * An administrator of another tenant. Its first key is asked for in the door's name, the way a platform's operator
     * would provision a tenant.
     */
    static Outside otherTenant(StoryFleet fleet) {
        var created = developer(fleet).send("POST", "/api/v1/tenants", "{\"name\":\"Another\"}");
        var tenant = Json.parse(created.body()).path("id").asString();
        var key = asLayer(
                        fleet,
                        "l09",
                        TenantId.of(tenant),
                        "POST",
                        "/api/api-keys",
                        "{\"name\":\"first\",\"principal\":\"ann\",\"roles\":[\"ADMIN\"]}")
                .path("key")
                .asString();
        return new Outside(fleet.url("l09"), key);
    }

    /** What L01 answers to a layer that acts for an administrator of the tenant. */
    static JsonNode asLayer(StoryFleet fleet, String layer, TenantId tenant, String method, String path, String json) {
        var caller = new Caller(tenant, "operator", Set.of(Role.ADMIN), layer);
        var signer = new TokenSigner(layer, new KeyFolder(fleet.home().keys()), Clock.systemUTC());
        var request = HttpRequest.newBuilder(URI.create(fleet.url("l01") + path))
                .header("Authorization", "Bearer " + signer.tokenFor("l01", caller))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
        return Json.parse(exchange(request).body());
    }

    HttpResponse<String> send(String method, String path, @Nullable String json) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("X-API-Key", key);
        }
        return exchange(request.build());
    }

    JsonNode get(String path) {
        var answer = send("GET", path, null);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Json.parse(answer.body());
    }

    @Nullable
    String key() {
        return key;
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
