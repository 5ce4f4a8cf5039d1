package io.storyportal.tools.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.tools.datasets.TextSource;
import io.storyportal.tools.datasets.profile.DatasetProfiler;
import io.storyportal.tools.datasets.profile.ProfileLimits;
import io.storyportal.tools.datasets.quality.QualityChecker;
import io.storyportal.tools.datasets.schema.SchemaReader;
import io.storyportal.tools.logs.LogInspector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("l03")
class ReportRendererTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final ReportRenderer renderer = new ReportRenderer(json, CLOCK);

    @Test
    void writesAProfileReportWithItsRowsAndColumnsAtTheTopOfTheJson() {
        TextSource file = TextSource.of("city,price\nUlm,1.5\nUlm,\nBonn,2.5\n");
        DatasetProfiler profiler = new DatasetProfiler(ProfileLimits.standard(), folder);
        var report = renderer.render(
                "dataset_profile",
                "Orders",
                null,
                sections(Map.of(
                        "sample", SchemaReader.sample(file, null, 2),
                        "quality", new QualityChecker(profiler).check(file, null),
                        "profile", profiler.profile(file, null))));

        assertThat(report.markdown())
                .startsWith("# Orders\n\n`test.csv` holds 3 rows in 2 columns; 1 value is missing.")
                .contains("| price | decimal | 1 (33.3 %) | 2 | 1.5 | 2.5 | 2 |")
                .contains("## Quality")
                .contains("## First rows");
        assertThat(report.json().path("rows").asInt()).isEqualTo(3);
        assertThat(report.json().path("columns").path(1).path("median").asDouble())
                .isEqualTo(2.0);
        assertThat(report.json().path("sections").has("quality")).isTrue();
        assertThat(report.json().path("generated_at").asString()).isEqualTo("2026-06-01T00:00:00Z");
    }

    @Test
    void letsNoTextOfAFileBecomeMarkup() {
        TextSource file = TextSource.of("a|b,\"<img src=x onerror=alert(1)>\"\n[x](javascript:y),\"two\n# lines\"\n");
        var report = renderer.render(
                "generic", "Title\n# second", null, sections(Map.of("sample", SchemaReader.sample(file, null, 5))));

        assertThat(report.markdown())
                .doesNotContain("<img")
                .doesNotContain("\n# lines")
                .doesNotContain("\n# second")
                .contains("a\\|b")
                .contains("\\[x\\](javascript:y)");
    }

    @Test
    void writesALogReport() {
        LogInspector inspector = new LogInspector(CLOCK);
        TextSource log = TextSource.of("""
                2026-01-01T10:00:00Z INFO start
                2026-01-01T10:00:05Z ERROR cannot reach db-1
                java.io.IOException: down
                \tat a.B.c(B.java:1)
                """);
        var report = renderer.render(
                "log_inspection",
                "Log",
                "What went wrong",
                sections(Map.of(
                        "timeline", inspector.timeline(log, null),
                        "errors", inspector.errors(log, 5),
                        "inspection", inspector.inspect(log))));

        assertThat(report.markdown())
                .contains("What went wrong")
                .contains("**1 error**")
                .contains("## Timeline")
                .contains("java.io.IOException");
        assertThat(report.json().path("levels").path("ERROR").asInt()).isEqualTo(1);
    }

    @Test
    void showsOutputsItDoesNotKnow() {
        ObjectNode sections = json.createObjectNode();
        sections.put("answer", "It *works*");
        sections.putArray("items").addObject().put("name", "a").put("n", 1234);
        sections.putObject("facts").put("ok", true);

        var report = renderer.render("generic", "Things", null, sections);

        assertThat(report.markdown())
                .contains("## Answer\n\nIt \\*works\\*")
                .contains("| a | 1,234 |")
                .contains("| Ok | true |");
        assertThat(report.json().path("sections").size()).isEqualTo(3);
    }

    private JsonNode sections(Map<String, Object> outputs) {
        ObjectNode sections = json.createObjectNode();
        outputs.forEach((name, output) -> sections.set(name, json.valueToTree(output)));
        return sections;
    }
}
