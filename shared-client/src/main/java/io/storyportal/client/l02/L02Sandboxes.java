package io.storyportal.client.l02;

import io.storyportal.client.l02.model.CommandFrame;
import io.storyportal.client.l02.model.ExecRequest;
import io.storyportal.client.l02.model.FileEntry;
import io.storyportal.client.l02.model.PageFileEntry;
import io.storyportal.kit.web.bridge.Bridges;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Commands and files of an agent's sandbox, streamed. Agents themselves: the generated {@code AgentControllerApi}. */
public final class L02Sandboxes {

    private final WebClient client;

    public L02Sandboxes(Bridges bridges) {
        this.client = bridges.webClient("l02");
    }

    /** Started, output as it comes, then one frame of type exit; cancelling kills the command. */
    public Flux<CommandFrame> exec(UUID sandbox, ExecRequest command) {
        return client.post()
                .uri("/sandboxes/{id}/exec", sandbox)
                .accept(MediaType.APPLICATION_NDJSON)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(command)
                .retrieve()
                .bodyToFlux(CommandFrame.class);
    }

    /** The bytes of a file; whoever subscribes releases the buffers. */
    public Flux<DataBuffer> read(UUID sandbox, String path) {
        return client.get()
                .uri(uri -> file(uri, sandbox, path))
                .accept(MediaType.ALL)
                .retrieve()
                .bodyToFlux(DataBuffer.class);
    }

    public Mono<FileEntry> write(UUID sandbox, String path, Flux<DataBuffer> content) {
        return client.put()
                .uri(uri -> file(uri, sandbox, path))
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(content, DataBuffer.class)
                .retrieve()
                .bodyToMono(FileEntry.class);
    }

    public Mono<Void> delete(UUID sandbox, String path) {
        return client.delete().uri(uri -> file(uri, sandbox, path)).retrieve().bodyToMono(Void.class);
    }

    /** What is below {@code under} (null: everything), folders before what is in them. */
    public Mono<PageFileEntry> list(
            UUID sandbox, @Nullable String under, @Nullable Integer limit, @Nullable String cursor) {
        return client.get()
                .uri(uri -> {
                    var variables = new LinkedHashMap<String, Object>(Map.of("id", sandbox));
                    uri.path("/sandboxes/{id}/files");
                    query(uri, variables, "under", under);
                    query(uri, variables, "limit", limit);
                    query(uri, variables, "cursor", cursor);
                    return uri.build(variables);
                })
                .retrieve()
                .bodyToMono(PageFileEntry.class);
    }

    private static void query(UriBuilder uri, Map<String, Object> variables, String name, @Nullable Object value) {
        if (value != null) {
            uri.queryParam(name, "{" + name + "}");
            variables.put(name, value);
        }
    }

    /** Each name of the path is encoded on its own, so that none is read as more than a name. */
    private static URI file(UriBuilder uri, UUID sandbox, String path) {
        uri.path("/sandboxes/{id}/files");
        String[] names = path.split("/");
        var variables = new Object[names.length + 1];
        variables[0] = sandbox;
        for (int i = 0; i < names.length; i++) {
            uri.path("/{name" + i + "}");
            variables[i + 1] = names[i];
        }
        return uri.build(variables);
    }
}
