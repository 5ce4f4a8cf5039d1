package io.storyportal.tools.bridge;

import io.storyportal.client.l02.L02Sandboxes;
import io.storyportal.client.l02.model.ExecRequest;
import io.storyportal.client.l02.model.FileEntry;
import io.storyportal.client.l02.model.FileType;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.workspace.Workspaces;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Workspaces and sandboxes of L02. */
final class L02Bridge implements Workspaces {
    private static final int PAGE = 500;

    private final L02Sandboxes sandboxes;
    private final WebClient client;

    L02Bridge(Bridges bridges) {
        this.sandboxes = new L02Sandboxes(bridges);
        this.client = bridges.webClient("l02");
    }

    @Override
    public Flux<DataBuffer> read(UUID agent, String path) {
        return sandboxes.read(agent, path);
    }

    @Override
    public Mono<Long> write(UUID agent, String path, byte[] content) {
        Flux<DataBuffer> body = Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(content));
        return sandboxes.write(agent, path, body).thenReturn((long) content.length);
    }

    @Override
    public Flux<Entry> list(UUID agent, @Nullable String under, int most) {
        return sandboxes
                .list(agent, under, PAGE, null)
                .expand(page -> page.getNextCursor() == null
                        ? Mono.empty()
                        : sandboxes.list(agent, under, PAGE, page.getNextCursor()))
                .flatMapIterable(page -> Objects.requireNonNullElse(page.getItems(), List.<FileEntry>of()))
                .filter(entry -> entry.getType() == FileType.FILE)
                .take(most)
                .map(entry -> new Entry(
                        Objects.requireNonNull(entry.getPath()),
                        Objects.requireNonNullElse(entry.getSize(), 0L),
                        entry.getModifiedAt()));
    }

    @Override
    public Mono<CommandResult> run(
            UUID agent, List<String> command, @Nullable String stdin, Duration timeout, int mostOutput) {
        ExecRequest request = new ExecRequest(command).stdin(stdin).timeoutMs(timeout.toMillis());
        return client.post()
                .uri("/sandboxes/{id}/exec", agent)
                .accept(MediaType.APPLICATION_NDJSON)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request)
                .retrieve()
                .bodyToFlux(JsonNode.class)
                .collect(() -> new CommandOutput(mostOutput), CommandOutput::add)
                .map(CommandOutput::result)
                .onErrorMap(
                        WebClientException.class,
                        broken -> new ProblemException(
                                CommonProblem.UNAVAILABLE, "The connection to the sandbox broke", broken));
    }
}
