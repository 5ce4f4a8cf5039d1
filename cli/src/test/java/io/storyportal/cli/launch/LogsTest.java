package io.storyportal.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cli")
class LogsTest {

    @TempDir
    Path folder;

    @Test
    void neverGrowBeyondTwiceTheirLimit() throws IOException {
        var file = folder.resolve("l01.log");
        var log = new LogFile(file, 1000);
        for (var i = 0; i < 500; i++) {
            log.accept("line " + i);
        }
        assertThat(Files.size(file)).isLessThan(1100);
        assertThat(Files.size(Path.of(file + ".1"))).isLessThan(1100);
        assertThat(Files.readString(file)).endsWith("line 499\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void continueWhereAnEarlierStartEnded() throws IOException {
        var file = folder.resolve("l01.log");
        new LogFile(file, 1000).accept("first");
        new LogFile(file, 1000).accept("second");
        assertThat(Files.readAllLines(file)).containsExactly("first", "second");
    }

    @Test
    void areReadableThoughTheyAreStructured() {
        var line = """
                {"@timestamp":"2026-01-02T03:04:05Z","log":{"level":"WARN","logger":"io.storyportal.data.Feed"},\
                "message":"slow","error":{"stack_trace":"java.lang.X\\n at y"}}""";
        assertThat(LogLine.readable(line)).isEqualTo("2026-01-02T03:04:05Z WARN  Feed: slow\njava.lang.X\n at y");
        assertThat(LogLine.readable("{half")).isEqualTo("{half");
        assertThat(LogLine.readable("plain")).isEqualTo("plain");
    }
}
