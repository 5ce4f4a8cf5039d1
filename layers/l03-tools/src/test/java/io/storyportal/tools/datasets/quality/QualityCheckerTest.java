package io.storyportal.tools.datasets.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.tools.datasets.TextSource;
import io.storyportal.tools.datasets.profile.DatasetProfiler;
import io.storyportal.tools.datasets.profile.ProfileLimits;
import io.storyportal.tools.datasets.quality.DatasetQuality.Duplicate;
import io.storyportal.tools.datasets.quality.DatasetQuality.Example;
import io.storyportal.tools.datasets.quality.DatasetQuality.Issue;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("l03")
class QualityCheckerTest {
    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWithCleanData() {
        var quality = check("id,v\n1,a\n2,b\n3,a\n");

        assertThat(quality.score()).isEqualTo(100);
        assertThat(quality.issues()).isEmpty();
        assertThat(quality.columns().getFirst().unique()).isTrue();
    }

    @Test
    void namesTheLinesOfDuplicateRows() {
        var quality = check("id,v\n1,a\n2,b\n1,a\n");

        assertThat(quality.duplicateRows().rows()).isEqualTo(1);
        assertThat(quality.duplicateRows().examples()).containsExactly(new Duplicate(4, 2));
    }

    @Test
    void findsOutliersWithTheirLines() {
        StringBuilder csv = new StringBuilder("v\n");
        for (int i = 0; i < 50; i++) {
            csv.append(100 + i % 7).append('\n');
        }
        var quality = check(csv.append("9999\n").toString());

        var outliers = quality.columns().getFirst().outliers();
        assertThat(outliers).isNotNull();
        assertThat(outliers.examples()).containsExactly(new Example(52, "9999"));
    }

    @Test
    void findsTheFewTextsAmongNumbers() {
        var quality = check("n\n" + "1\n".repeat(20) + "12x\n" + " 3\n");

        assertThat(quality.columns().getFirst().formatProblems())
                .isEqualTo(new DatasetQuality.Finding(1, java.util.List.of(new Example(22, "12x"))));
        assertThat(quality.columns().getFirst().whitespace()).isNotNull();
        assertThat(quality.issues())
                .extracting(Issue::kind)
                .startsWith("mixed_types")
                .contains("whitespace");
        assertThat(quality.score()).isLessThan(100);
    }

    @Test
    void reportsMissingConstantAndRaggedData() {
        var quality = check("a,b,c\n1,,x\n2,,x\n3,5\n");

        assertThat(quality.issues()).extracting(Issue::kind).contains("ragged", "missing", "constant");
        assertThat(quality.issues().getFirst().severity()).isEqualTo(DatasetQuality.Severity.ERROR);
    }

    private DatasetQuality check(String csv) {
        return new QualityChecker(new DatasetProfiler(ProfileLimits.standard(), folder))
                .check(TextSource.of(csv), null);
    }
}
