package io.storyportal.data.retention;

import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The archive on a local disk: NDJSON files, a folder per tenant, named by the positions they hold and their id. */
final class ArchiveFolder {

    private final Path folder;

    ArchiveFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Writes the lines; when it completes they are on the disk under their lasting name. */
    Mono<ArchiveFile> write(TenantId tenant, long first, long last, List<String> lines) {
        return Mono.fromCallable(() -> {
                    UUID id = Ids.uuid7();
                    byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
                    Path file = folder.resolve(tenant.toString())
                            .resolve("%012d-%012d-%s.ndjson".formatted(first, last, id));
                    Path parent = Files.createDirectories(folder.resolve(tenant.toString()));
                    Path draft = Files.createTempFile(parent, ".writing", null);
                    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                        for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                            out.write(rest);
                        }
                        out.force(true);
                    }
                    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                    for (Path at : List.of(parent, folder)) {
                        flush(at);
                    }
                    String digest = HexFormat.of().formatHex(Sha256.begin().digest(content));
                    return new ArchiveFile(id, folder.relativize(file).toString(), digest, content.length);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** For a file that nothing in the database tells of. */
    Mono<Void> discard(ArchiveFile file) {
        return Mono.fromCallable(() -> Files.deleteIfExists(folder.resolve(file.file())))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }
}
