package io.storyportal.cli.launch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A log that never grows beyond twice its limit: at the limit it becomes {@code <name>.1} and starts anew. */
final class LogFile implements Consumer<String> {

    static final long LIMIT = 16L << 20;

    private final Path file;
    private final long limit;
    private long size;
    private BufferedWriter writer;

    LogFile(Path file, long limit) {
        this.file = file;
        this.limit = limit;
        try {
            this.size = Files.exists(file) ? Files.size(file) : 0;
            this.writer = open();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log " + file, e);
        }
    }

    /** A log that cannot be written (disk full) must not stop the component: the line is dropped. */
    @Override
    public synchronized void accept(String line) {
        try {
            if (size > limit) {
                writer.close();
                Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
                writer = open();
                size = 0;
            }
            writer.write(line);
            writer.newLine();
            writer.flush();
            size += line.length() + 1L;
        } catch (IOException e) {
            size = 0;
        }
    }

    private BufferedWriter open() throws IOException {
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
