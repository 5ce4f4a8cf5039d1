package io.storyportal.qa.stories.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes, which can be filled up and freed again. Mounting one takes root. */
final class SmallVolume implements AutoCloseable {

    private static final byte[] BLOCK = new byte[64 * 1024];

    private final Path folder;

    private SmallVolume(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, loudly, where nothing can be mounted. */
    static SmallVolume mounted(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var said = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0755", "tmpfs", folder.toString());
        if (!said.isEmpty()) {
            System.out.println("SKIPPED: no full disk without the right to mount a small file system: " + said);
            Assumptions.abort("Mounting a small file system was refused: " + said);
        }
        return new SmallVolume(folder);
    }

    Path folder() {
        return folder;
    }

    /** Leaves no room at all. */
    void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(BLOCK);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() >= BLOCK.length) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        var said = run("umount", "--lazy", folder.toString());
        if (!said.isEmpty()) {
            throw new IOException(said);
        }
    }

    /** What a failed command said; empty when all went well. */
    private static String run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream output = process.getInputStream()) {
                var said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
                return process.waitFor() == 0 ? "" : said + " (exit " + process.exitValue() + ")";
            }
        } catch (IOException missing) {
            return missing.toString();
        }
    }
}
