package io.storyportal.runtime;

import io.storyportal.kit.testing.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Workspaces of tests: in a temporary folder that the users of sandboxes may pass through, gone when the JVM ends. */
final class OpenFolders {

    private OpenFolders() {}

    static void workspaces(DynamicPropertyRegistry registry) {
        registry.add("l02.workspaces", OpenFolders::open);
    }

    private static Path open() {
        Path folder = TestFolders.temporary("workspaces");
        try {
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
