package io.storyportal.tools.fakes;

import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.tools.workspace.Workspaces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Workspaces in memory; commands are answered by the test. */
public final class InMemoryWorkspaces implements Workspaces {
    private static final int CHUNK = 1_000;

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<List<String>> commands = new ConcurrentLinkedQueue<>();
    private volatile Function<List<String>, Mono<CommandResult>> answer = command -> Mono.never();

    @Override
    public Flux<DataBuffer> read(UUID agent, String path) {
        return Flux.defer(() -> {
            byte[] bytes = files.get(agent + "/" + path);
            if (bytes == null) {
                return Flux.error(CommonProblem.NOT_FOUND.exception("No file '" + path + "'"));
            }
            return Flux.range(0, (bytes.length + CHUNK - 1) / CHUNK)
                    .map(i -> DefaultDataBufferFactory.sharedInstance.wrap(
                            java.util.Arrays.copyOfRange(bytes, i * CHUNK, Math.min(bytes.length, (i + 1) * CHUNK))));
        });
    }

    @Override
    public Mono<Long> write(UUID agent, String path, byte[] content) {
        return Mono.fromSupplier(() -> {
            files.put(agent + "/" + path, content);
            return (long) content.length;
        });
    }

    @Override
    public Flux<Entry> list(UUID agent, String under, int most) {
        String prefix = agent + "/" + (under == null ? "" : under + "/");
        return Flux.fromStream(() -> files.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .map(e -> new Entry(e.getKey().substring(37), e.getValue().length, null))
                .sorted(java.util.Comparator.comparing(Entry::path))
                .limit(most));
    }

    @Override
    public Mono<CommandResult> run(UUID agent, List<String> command, String stdin, Duration timeout, int mostOutput) {
        return Mono.defer(() -> {
            commands.add(command);
            return answer.apply(command);
        });
    }

    public void put(UUID agent, String path, String text) {
        files.put(agent + "/" + path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public void answerCommandsBy(Function<List<String>, Mono<CommandResult>> answer) {
        this.answer = answer;
    }

    public List<List<String>> commands() {
        return List.copyOf(commands);
    }
}
