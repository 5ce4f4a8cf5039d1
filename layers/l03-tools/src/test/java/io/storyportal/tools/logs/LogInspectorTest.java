package io.storyportal.tools.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.tools.datasets.TextSource;
import io.storyportal.tools.datasets.read.DatasetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("l03")
class LogInspectorTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String JAVA_LOG = """
            2026-01-01 10:00:00.123 INFO  [main] c.e.App : Order 1 stored in 12 ms
            2026-01-01 10:00:01.123 INFO  [main] c.e.App : Order 2 stored in 15 ms
            2026-01-01 10:00:02.000 ERROR [main] c.e.App : Payment 77 failed for user 12
            java.lang.IllegalStateException: no money
            \tat c.e.Pay.charge(Pay.java:12)
            \tat c.e.App.main(App.java:5)
            Caused by: java.io.IOException: down
            \t... 2 more
            2026-01-01 10:00:03.000 ERROR [main] c.e.App : Payment 78 failed for user 9
            java.lang.IllegalStateException: no money
            \tat c.e.Pay.charge(Pay.java:12)
            2026-01-01 10:00:04.000 WARN  [main] c.e.App : Slow query
            """;

    @Test
    void countsLevelsAndClustersMessages() {
        var report = inspect(JAVA_LOG);

        assertThat(report.lines()).isEqualTo(12);
        assertThat(report.entries()).isEqualTo(5);
        assertThat(report.levels())
                .containsEntry(Level.ERROR, 2L)
                .containsEntry(Level.INFO, 2L)
                .containsEntry(Level.WARN, 1L);
        assertThat(report.templates()).anySatisfy(t -> {
            assertThat(t.template()).contains("Order <num> stored in <num> ms");
            assertThat(t.count()).isEqualTo(2);
            assertThat(t.firstLine()).isEqualTo(1);
        });
    }

    @Test
    void namesErrorsWithLinesAndExceptions() {
        var error = inspect(JAVA_LOG).errors().getFirst();

        assertThat(error.count()).isEqualTo(2);
        assertThat(error.lines()).containsExactly(3L, 9L);
        assertThat(error.exception()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.example()).contains("Payment 77");
    }

    @Test
    void groupsStackTracesByTheirOrigin() {
        assertThat(inspect(JAVA_LOG).stackTraces())
                .containsExactly(new LogReport.StackTrace(
                        "java.lang.IllegalStateException",
                        "no money",
                        "c.e.Pay.charge(Pay.java:12)",
                        2,
                        3,
                        List.of(3L, 9L)));
    }

    @Test
    void readsPythonTracebacks() {
        var report = inspect("""
                2026-01-01T10:00:00Z ERROR worker crashed
                Traceback (most recent call last):
                  File "app.py", line 3, in <module>
                  File "db.py", line 9, in connect
                ValueError: bad port
                2026-01-01T10:00:01Z INFO restarted
                """);

        assertThat(report.stackTraces()).singleElement().satisfies(t -> {
            assertThat(t.exception()).isEqualTo("ValueError");
            assertThat(t.message()).isEqualTo("bad port");
            assertThat(t.at()).isEqualTo("db.py:9 in connect");
        });
    }

    @Test
    void readsJsonLines() {
        var report = inspect("""
                {"@timestamp":"2026-01-01T10:00:00Z","log.level":"ERROR","message":"disk full","error":{"stack_trace":"java.io.IOException: disk\\n\\tat a.B.c(B.java:1)"}}
                {"@timestamp":"2026-01-01T10:00:05Z","level":"info","msg":"ok"}
                """);

        assertThat(report.levels()).containsEntry(Level.ERROR, 1L).containsEntry(Level.INFO, 1L);
        assertThat(report.format()).startsWith("json");
        assertThat(report.stackTraces())
                .extracting(LogReport.StackTrace::exception)
                .containsExactly("java.io.IOException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-02T03:04:05.678Z x | 2026-01-02T03:04:05.678Z",
                "2026-01-02 03:04:05,678 x | 2026-01-02T03:04:05.678Z",
                "[2026-01-02 03:04:05 +0200] x | 2026-01-02T01:04:05Z",
                "2026/01/02 03:04:05 x | 2026-01-02T03:04:05Z",
                "127.0.0.1 - - [02/Jan/2026:03:04:05 +0100] \"GET / HTTP/1.1\" 200 5 | 2026-01-02T02:04:05Z",
                "Jan  2 03:04:05 host sshd[1]: x | 2026-01-02T03:04:05Z",
            })
    void readsTheTimesOfCommonFormats(String line, String expected) {
        var range = inspect(line + "\n").timeRange();

        assertThat(range).isNotNull();
        assertThat(range.first()).isEqualTo(Instant.parse(expected));
    }

    @Test
    void findsBurstsAndGaps() {
        StringBuilder log = new StringBuilder();
        Instant start = Instant.parse("2026-01-01T10:00:00Z");
        for (int i = 0; i < 600; i++) {
            log.append(start.plusSeconds(i)).append(" INFO tick ").append(i).append('\n');
        }
        for (int i = 0; i < 60; i++) {
            log.append(start.plusSeconds(600))
                    .append(" ERROR lost connection ")
                    .append(i)
                    .append('\n');
        }
        log.append(start.plusSeconds(2_400)).append(" INFO back\n");

        var report = inspect(log.toString());

        assertThat(report.bursts()).singleElement().satisfies(b -> assertThat(b.count())
                .isEqualTo(60));
        assertThat(report.gaps()).singleElement().satisfies(g -> assertThat(g.seconds())
                .isEqualTo(1_799));
        assertThat(report.findings()).extracting(LogReport.Finding::title).anyMatch(t -> t.startsWith("60 errors"));
    }

    @Test
    void showsATimelineInTheBucketAskedFor() {
        var timeline = new LogInspector(Clock.fixed(NOW, ZoneOffset.UTC))
                .timeline(TextSource.of(JAVA_LOG), Duration.ofSeconds(2));

        assertThat(timeline.bucket()).isEqualTo("2s");
        assertThat(timeline.buckets()).extracting(LogReport.Bucket::total).containsExactly(2L, 2L, 1L);
    }

    @Test
    void saysThatNothingStandsOut() {
        assertThat(inspect("hello\nworld\n").findings()).singleElement().satisfies(f -> assertThat(f.title())
                .isEqualTo("Nothing stands out"));
    }

    @Test
    void refusesEmptyAndBinaryFiles() {
        assertThatThrownBy(() -> inspect(""))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> inspect("a\n\u0000b\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("line 2");
    }

    private static LogReport.Inspection inspect(String log) {
        return new LogInspector(Clock.fixed(NOW, ZoneOffset.UTC)).inspect(TextSource.of(log));
    }
}
