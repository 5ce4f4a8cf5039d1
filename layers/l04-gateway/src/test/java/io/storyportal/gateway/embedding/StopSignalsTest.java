package io.storyportal.gateway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes, since a crash of ONNX Runtime takes the JVM with it. */
@Tag("l04")
class StopSignalsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"TERM, 143", "TERM, 143", "INT, 130"})
    void aSignalWaitsForModelsThatLoadAndEmbed(String signal, int exit) throws Exception {
        Process process = start();
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines().anyMatch(StoppedWhileEmbedding.BUSY::equals))
                    .isTrue();

            send(signal, process);

            List<String> rest = output.lines().toList();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(rest).contains(StoppedWhileEmbedding.DRAINED);
            assertThat(process.exitValue()).isEqualTo(exit);
            assertThat(crashReports()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        // A shell's background job ignores INT, and so would every process below it.
                        "env",
                        "--default-signal=INT",
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedWhileEmbedding.class.getName())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private List<Path> crashReports() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("hs_err"))
                    .toList();
        }
    }
}
