package io.storyportal.tools.datasets.profile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One temporary file into which all columns append blocks; it has no name left on disk once opened. */
final class SpillFile implements Closeable {
    private final FileChannel channel;
    private long size;

    private SpillFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpillFile create(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "profile", ".spill");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        Files.deleteIfExists(file);
        return new SpillFile(channel);
    }

    /** Writes the block and answers where it begins. */
    long append(ByteBuffer block) throws IOException {
        long at = size;
        while (block.hasRemaining()) {
            size += channel.write(block, size);
        }
        return at;
    }

    void read(ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int read = channel.read(into, from);
            if (read < 0) {
                throw new IOException("spill file ended early");
            }
            from += read;
        }
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
