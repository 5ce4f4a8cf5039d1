package io.storyportal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("l02")
class WorkspaceRootTest {

    @TempDir
    private Path home;

    @BeforeEach
    void letOthersPass() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void liesBelowTheHomeThatUsersOfSandboxesCanReach() throws IOException {
        assertThat(WorkspaceRoot.choose(null, home, true).path()).isEqualTo(home.resolve("workspaces"));
    }

    @Test
    void liesElsewhereWhenTheHomeIsClosedToThem() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Path elsewhere = WorkspaceRoot.choose(null, home, true).path();

        assertThat(elsewhere.getParent()).isEqualTo(Path.of("/var/lib/story-portal"));
        assertThat(WorkspaceRoot.choose(null, home, true).path()).isEqualTo(elsewhere);
        assertThat(WorkspaceRoot.choose(null, home.resolve("other"), true).path())
                .isNotEqualTo(elsewhere);
    }

    @Test
    void staysAtHomeWhenAllSandboxesRunAsTheLayersUser() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        assertThat(WorkspaceRoot.choose(null, home, false).path()).isEqualTo(home.resolve("workspaces"));
    }

    @Test
    void liesWhereItIsToldTo() throws IOException {
        Path told = home.resolve("there");
        assertThat(WorkspaceRoot.choose(told, home, true).path()).isEqualTo(told);
    }
}
