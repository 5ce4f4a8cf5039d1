package io.storyportal.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A {@code bin/java} that plays the JVM's three parts: it unpacks by making a file, trains by making a file (or fails
 * when {@code training-fails} lies beside it), and runs {@link FakeLayer} whatever jar is given. Each call is noted.
 */
record FakeJdk(Path home) {

    static FakeJdk in(Path folder) throws IOException {
        var program = folder.resolve("bin/java");
        Files.createDirectories(program.getParent());
        Files.writeString(program, """
                #!/bin/sh
                jdk=$(dirname "$(dirname "$0")")
                for last; do :; done
                case "$*" in
                  *-Djarmode=tools*)
                    echo unpack >> "$jdk/calls"
                    mkdir -p "$last"; touch "$last/fake-boot.jar" ;;
                  *-XX:AOTCacheOutput=*)
                    echo train >> "$jdk/calls"
                    [ ! -e "$jdk/training-fails" ] || exit 1
                    for word; do case $word in -XX:AOTCacheOutput=*) touch "${word#*=}" ;; esac; done ;;
                  *)
                    exec '%s' -Xmx32m -XX:TieredStopAtLevel=1 -cp '%s' %s ;;
                esac
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin/java"),
                        System.getProperty("java.class.path"),
                        FakeLayer.class.getName()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FakeJdk(folder);
    }

    void failTraining() throws IOException {
        Files.createFile(home.resolve("training-fails"));
    }

    String calls() throws IOException {
        var file = home.resolve("calls");
        return Files.exists(file) ? String.join(" ", Files.readAllLines(file)) : "";
    }
}
