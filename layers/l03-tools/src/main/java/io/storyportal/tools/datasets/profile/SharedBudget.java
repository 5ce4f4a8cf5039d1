package io.storyportal.tools.datasets.profile;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Memory and disk that the columns of one profile share. */
final class SharedBudget implements Closeable {
    private static final int BUFFERS = 4 << 20;
    private static final int LARGEST_BUFFER = 32 << 10;
    private static final int SMALLEST_BUFFER = 2 << 10;

    private final ProfileLimits limits;
    private final Path folder;
    private final boolean decimalComma;
    private long memory;
    private int columns = 1;
    private @Nullable SpillFile file;

    SharedBudget(ProfileLimits limits, Path folder, boolean decimalComma) {
        this.limits = limits;
        this.folder = folder;
        this.decimalComma = decimalComma;
    }

    void columns(int count) {
        columns = Math.max(1, count);
    }

    boolean decimalComma() {
        return decimalComma;
    }

    boolean takeValue(int held, long bytes) {
        if (held >= limits.valuesPerColumn() || memory + bytes > limits.memoryBytes()) {
            return false;
        }
        memory += bytes;
        return true;
    }

    int bufferSize() {
        return Math.clamp(BUFFERS / columns, SMALLEST_BUFFER, LARGEST_BUFFER);
    }

    SpillFile spillFile() {
        if (file == null) {
            try {
                file = SpillFile.create(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    /** Whether statistics can still be exact after this many rows. */
    boolean exact(long rows) {
        return rows <= limits.exactRows() && (file == null || file.size() < limits.spillBytes());
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
