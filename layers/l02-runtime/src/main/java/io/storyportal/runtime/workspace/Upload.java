package io.storyportal.runtime.workspace;

import io.storyportal.kit.web.digest.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file on its way into a workspace. It counts against the disk budget from its first byte; closing without commit removes it. */
public final class Upload implements Closeable {

    private final Workspace workspace;
    private final WorkspacePath path;
    private final Path staged;
    private final FileChannel channel;
    private final long room;
    private final MessageDigest digest = Sha256.begin();
    private long written;

    Upload(Workspace workspace, WorkspacePath path, Path staged, long budget) throws IOException {
        this.workspace = workspace;
        this.path = path;
        this.staged = staged;
        this.room = budget - Math.min(budget, DiskUsage.below(workspace.home(), budget));
        this.channel = FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(ByteBuffer bytes) throws IOException {
        written += bytes.remaining();
        if (written > room) {
            throw new WorkspaceException(
                    WorkspaceException.Kind.DISK_BUDGET, "'" + path + "' does not fit: " + room + " bytes are left.");
        }
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Of what was written so far, in hexadecimal; asking ends the count. */
    public String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    public WorkspaceEntry commit() throws IOException {
        channel.close();
        return workspace.commit(staged, path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(staged);
    }
}
