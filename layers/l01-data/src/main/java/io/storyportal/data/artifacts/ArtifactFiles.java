package io.storyportal.data.artifacts;

import io.storyportal.data.DataProblem;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The bytes of artifacts on disk. A file's name is made of its artifact's id and its content's hash, so nothing is ever
 * written over by something else; it appears under that name only when all of it is there and flushed. Uploads of the
 * same content under the same id share that name: each keeps what it wrote until it is settled, to put it back should
 * another, which was refused, have taken it away.
 */
final class ArtifactFiles {

    private static final int CHUNK = 64 * 1024;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Path folder;
    private final long limit;

    /** {@code limit} in bytes, per file. */
    ArtifactFiles(Path folder, long limit) {
        this.folder = folder.toAbsolutePath().normalize();
        this.limit = limit;
    }

    /** A file that is stored; {@code written} is its first name, which it has until its upload is settled. */
    record Stored(Path written, Path path, long size, String sha256) {}

    /** Stores the content, then has the upload settled. */
    <T> Mono<T> write(TenantId tenant, UUID id, Flux<DataBuffer> content, Function<Stored, Mono<T>> settle) {
        MessageDigest digest = Sha256.begin();
        AtomicLong size = new AtomicLong();
        Flux<DataBuffer> measured = content.doOnNext(buffer -> {
            if (size.addAndGet(buffer.readableByteCount()) > limit) {
                DataBufferUtils.release(buffer);
                throw DataProblem.ARTIFACT_TOO_LARGE.exception("A file may have " + limit + " bytes at most");
            }
            update(digest, buffer);
        });
        return Mono.usingWhen(
                blocking(() ->
                        Files.createTempFile(Files.createDirectories(folder.resolve("incoming")), "upload", null)),
                temporary -> DataBufferUtils.write(measured, temporary, StandardOpenOption.WRITE)
                        .then(Mono.fromCallable(() -> {
                            String sha256 = HexFormat.of().formatHex(digest.digest());
                            return new Stored(temporary, pathOf(tenant, id, sha256), size.get(), sha256);
                        }))
                        .flatMap(this::flushed)
                        .onErrorMap(IOException.class, ArtifactFiles::unavailable)
                        .flatMap(settle),
                temporary -> blocking(() -> Files.deleteIfExists(temporary)));
    }

    private static void update(MessageDigest digest, DataBuffer buffer) {
        try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
            while (parts.hasNext()) {
                ByteBuffer part = parts.next();
                digest.update(part);
            }
        }
    }

    private Mono<Stored> flushed(Stored stored) {
        return blocking(() -> flush(stored.written())).then(keep(stored)).thenReturn(stored);
    }

    /** Gives the file its lasting name, unless it has it. */
    Mono<Void> keep(Stored stored) {
        return blocking(() -> {
                    Path path = stored.path();
                    Files.createDirectories(path.getParent());
                    try {
                        Files.createLink(path, stored.written());
                    } catch (FileAlreadyExistsException there) {
                        return false;
                    }
                    for (Path at = path.getParent(); at != null && at.startsWith(folder); at = at.getParent()) {
                        flush(at);
                    }
                    return true;
                })
                .then();
    }

    /** To the disk: a file's bytes, or a folder's names. */
    private static Path flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
        return path;
    }

    /** {@code length} bytes of the content as a stream; whoever subscribes releases the buffers. */
    Flux<DataBuffer> read(TenantId tenant, UUID id, String sha256, long first, long length) {
        Path path = pathOf(tenant, id, sha256);
        Flux<DataBuffer> rest = DataBufferUtils.readAsynchronousFileChannel(
                () -> AsynchronousFileChannel.open(path, StandardOpenOption.READ),
                first,
                DefaultDataBufferFactory.sharedInstance,
                CHUNK);
        return DataBufferUtils.takeUntilByteCount(rest, length)
                .onErrorMap(IOException.class, ArtifactFiles::unavailable);
    }

    Mono<Boolean> exists(TenantId tenant, UUID id, String sha256) {
        return blocking(() -> Files.isReadable(pathOf(tenant, id, sha256)));
    }

    Mono<Void> delete(TenantId tenant, UUID id, String sha256) {
        return blocking(() -> Files.deleteIfExists(pathOf(tenant, id, sha256))).then();
    }

    /** Deletes the bytes under this id, whatever their hash. Who is reading them reads on to their end. */
    Mono<Void> deleteAll(TenantId tenant, UUID id) {
        return blocking(() -> {
                    Path shard = shardOf(tenant, id);
                    if (Files.isDirectory(shard)) {
                        try (DirectoryStream<Path> left = Files.newDirectoryStream(shard, id + "-*")) {
                            for (Path file : left) {
                                Files.deleteIfExists(file);
                            }
                        }
                    }
                    return true;
                })
                .then();
    }

    /** Removes what uploads left behind that a crash cut off more than a day ago. */
    Mono<Void> discardAbandoned(Instant now) {
        Instant longAgo = now.minus(Duration.ofDays(1));
        return Mono.<Void>fromCallable(() -> {
                    if (!Files.isDirectory(incoming())) {
                        return null;
                    }
                    try (DirectoryStream<Path> left = Files.newDirectoryStream(incoming())) {
                        for (Path file : left) {
                            if (Files.getLastModifiedTime(file).toInstant().isBefore(longAgo)) {
                                Files.deleteIfExists(file);
                            }
                        }
                    }
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Path incoming() {
        return folder.resolve("incoming");
    }

    /** Folders by the id's last byte: its first are a time, and would pile up in one. */
    private Path shardOf(TenantId tenant, UUID id) {
        String shard = HexFormat.of().toHexDigits((byte) id.getLeastSignificantBits());
        return folder.resolve(tenant.toString()).resolve(shard);
    }

    private Path pathOf(TenantId tenant, UUID id, String sha256) {
        return shardOf(tenant, id).resolve(id + "-" + sha256);
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(IOException.class, ArtifactFiles::unavailable);
    }

    private static ProblemException unavailable(Throwable failure) {
        return new ProblemException(
                        DataProblem.STORAGE_UNAVAILABLE, "The artifact store answered with a failure", failure)
                .retryAfter(SOON);
    }
}
