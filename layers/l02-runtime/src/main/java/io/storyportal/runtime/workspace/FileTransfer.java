package io.storyportal.runtime.workspace;

import java.nio.ByteBuffer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Streams bytes in and out of workspaces. Neither direction holds more than a few buffers; all file access is on its own threads. */
public final class FileTransfer {

    private static final int BUFFER = 64 * 1024;
    private static final int BUFFERS_AHEAD = 4;

    private final Scheduler blocking;

    public FileTransfer(Scheduler blocking) {
        this.blocking = blocking;
    }

    /** A file that was written, with what it hashes to. */
    public record Written(WorkspaceEntry entry, String sha256) {}

    /** @param sha256 that the content must have; empty when any will do. Another is answered with an empty Mono and nothing is kept. */
    public Mono<Written> write(Workspace workspace, WorkspacePath path, Flux<DataBuffer> content, String sha256) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> workspace.write(path)).subscribeOn(blocking),
                upload -> content.map(FileTransfer::taken)
                        .publishOn(blocking, BUFFERS_AHEAD)
                        .concatMap(bytes -> append(upload, bytes), 1)
                        .then(Mono.defer(() -> finish(upload, sha256))),
                upload -> close(upload));
    }

    /**
     * The bytes, copied off the network's buffer. Handing counted buffers to other threads would leave it to everyone's discard hooks
     * who gives them back; a copy is cheaper than that question.
     */
    private static ByteBuffer taken(DataBuffer buffer) {
        ByteBuffer bytes = ByteBuffer.allocate(buffer.readableByteCount());
        buffer.toByteBuffer(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<Void> append(Upload upload, ByteBuffer bytes) {
        return Mono.fromCallable(() -> {
            upload.write(bytes);
            return null;
        });
    }

    private static Mono<Written> finish(Upload upload, String wanted) {
        return Mono.fromCallable(() -> {
            String sha256 = upload.sha256Hex();
            return wanted.isEmpty() || wanted.equals(sha256) ? new Written(upload.commit(), sha256) : null;
        });
    }

    private Mono<Void> close(Upload upload) {
        return Mono.<Void>fromCallable(() -> {
                    upload.close();
                    return null;
                })
                .subscribeOn(blocking);
    }

    public Flux<DataBuffer> read(Workspace.OpenFile file) {
        return DataBufferUtils.readByteChannel(file::channel, DefaultDataBufferFactory.sharedInstance, BUFFER)
                .subscribeOn(blocking);
    }
}
