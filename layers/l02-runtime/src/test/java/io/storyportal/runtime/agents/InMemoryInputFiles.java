package io.storyportal.runtime.agents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

public final class InMemoryInputFiles implements InputFiles {

    private record Stored(InputFile file, byte[] sent) {}

    private final Map<UUID, Stored> files = new ConcurrentHashMap<>();

    public void put(UUID id, String name, String content) {
        put(id, name, content, content);
    }

    /** What is sent may differ from what was stored, as on a damaged disk. */
    public void put(UUID id, String name, String stored, String sent) {
        byte[] bytes = stored.getBytes(StandardCharsets.UTF_8);
        files.put(
                id,
                new Stored(
                        new InputFile(id, name, bytes.length, sha256(bytes)), sent.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Mono<InputFile> describe(UUID artifact) {
        return Mono.justOrEmpty(files.get(artifact)).map(Stored::file);
    }

    @Override
    public Flux<DataBuffer> content(UUID artifact) {
        return Flux.defer(() -> Flux.just(
                DefaultDataBufferFactory.sharedInstance.wrap(files.get(artifact).sent())));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
