package io.storyportal.kit.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("kit")
class KeyFolderTest {

    @TempDir
    Path folder;

    @Test
    void makesTwoFilesAndKeepsThem() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        keys.ensure("l01");
        var first = keys.privateKey("l01");

        keys.ensure("l01");

        assertThat(keys.privateKey("l01")).isEqualTo(first);
        assertThat(keys.publicKeys()).containsOnlyKeys("l01").containsValue(first.toPublicJWK());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("l01.jwk", "l01.pub.jwk");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("l01.jwk"))))
                .isEqualTo("rw-------");
    }

    @Test
    void makesKeysAnewThatWereCutOffBeforeTheyWereWritten() throws IOException {
        Files.createFile(folder.resolve("l01.jwk"));
        Files.createFile(folder.resolve("l01.pub.jwk"));
        KeyFolder keys = new KeyFolder(folder);

        keys.ensure("l01");

        assertThat(keys.publicKeys())
                .containsEntry("l01", keys.privateKey("l01").toPublicJWK());
    }

    @Test
    void leavesOutAPublicKeyThatCannotBeRead() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        keys.ensure("l01");
        Files.createFile(folder.resolve("l02.pub.jwk"));
        Files.createDirectory(folder.resolve("l03.pub.jwk"));
        Files.write(folder.resolve("l04.pub.jwk"), new byte[] {(byte) 0xff});

        assertThat(keys.publicKeys()).containsOnlyKeys("l01");
    }
}
