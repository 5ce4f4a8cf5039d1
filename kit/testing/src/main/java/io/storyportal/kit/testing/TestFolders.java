package io.storyportal.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Temporary folders that are gone when the JVM ends. */
public final class TestFolders {

    private TestFolders() {}

    public static Path temporary(String name) {
        try {
            Path folder = Files.createTempDirectory("portal-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException leftBehind) {
            System.err.println("Cannot delete " + folder + ": " + leftBehind.getMessage());
        }
    }
}
