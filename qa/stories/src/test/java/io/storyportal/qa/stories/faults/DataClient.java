package io.storyportal.qa.stories.faults;

import io.storyportal.cli.terminal.Json;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.TokenSigner;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** L01 as another layer sees it that acts for one tenant. */
final class DataClient {

    /** No answer at all; whether the request arrived is not known. */
    static final int LOST = -1;
    /** Nobody listened, so nothing was sent. */
    static final int NOT_SENT = 0;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI url;
    private final TokenSigner signer;
    private final TenantId tenant;

    /** {@code status} may be {@link #LOST} or {@link #NOT_SENT}. */
    record Answer(int status, JsonNode body) {
        String code() {
            return body.path("code").asString("");
        }
    }

    DataClient(URI url, Path keys, TenantId tenant) {
        this.url = url;
        this.signer = new TokenSigner("l05", new KeyFolder(keys), Clock.systemUTC());
        this.tenant = tenant;
    }

    TenantId tenant() {
        return tenant;
    }

    Answer post(String path, String json, @Nullable String idempotencyKey) {
        var request = request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request.build());
    }

    Answer get(String path) {
        return send(request(path).timeout(PATIENCE).build());
    }

    Answer upload(String path, byte[] content) {
        return send(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(content))
                .build());
    }

    private static Answer send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), Json.parse(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (ConnectException nobody) {
            return new Answer(NOT_SENT, Json.parse("{}"));
        } catch (IOException lost) {
            return new Answer(LOST, Json.parse("{}"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines of a stream; it is for the caller to close. */
    HttpResponse<Stream<String>> stream(String path, long lastSeen) throws IOException, InterruptedException {
        var request = request(path).header("Last-Event-ID", "" + lastSeen).build();
        return HTTP.send(request, BodyHandlers.ofLines());
    }

    private HttpRequest.Builder request(String path) {
        var caller = new Caller(tenant, "ann", Set.of(Role.ADMIN), null);
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + signer.tokenFor("l01", caller));
    }
}
