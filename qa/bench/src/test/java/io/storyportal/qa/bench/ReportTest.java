package io.storyportal.qa.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("bench")
class ReportTest {

    @Test
    void judgesTheMedianAgainstTheTarget() {
        assertThat(Report.Row.of("r", List.of(0.9, 0.1, 0.4), 0.45, "f").met()).isTrue();
        assertThat(Report.Row.of("r", List.of(0.9, 0.5, 0.4), 0.45, "f").met()).isFalse();
        assertThat(Report.Row.of("r", List.of(0.2, 0.4), 0.45, "f").ratio()).isEqualTo(0.3);
    }

    @Test
    void judgesRatesTheOtherWayRound() {
        assertThat(Report.Row.atLeast("r", List.of(0.9, 0.1, 0.85), 0.8, "f").met())
                .isTrue();
        assertThat(Report.Row.atLeast("r", List.of(0.9, 0.1, 0.4), 0.8, "f").met())
                .isFalse();
    }

    @Test
    void isMetOnlyWhenEveryRowIs() {
        var good = Report.Row.of("good", List.of(0.1), 1, "f");
        var bad = Report.Row.of("bad", List.of(2.0), 1, "f");
        assertThat(new Report("x", List.of(good), List.of()).met()).isTrue();
        assertThat(new Report("x", List.of(good, bad), List.of()).met()).isFalse();
    }

    @Test
    void writesTheObjectThatToolsRead(@TempDir Path folder) throws IOException {
        var report = new Report("startup", List.of(Report.Row.of("r", List.of(0.3), 0.45, "plain")), List.of("a note"));
        report.write(folder);
        var row = Json.parse(java.nio.file.Files.readString(folder.resolve("startup.json")))
                .path("rows")
                .get(0);
        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder("name", "ratio", "min", "max", "pairs", "target", "floor", "met");
        assertThat(folder.resolve("startup.md")).content().contains("| r | 0.300 |", "- a note");
    }
}
