package io.storyportal.tools.datasets.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storyportal.tools.datasets.TextSource;
import io.storyportal.tools.datasets.values.ColumnType;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("l03")
class DatasetProfilerTest {
    private static final ProfileLimits ROOMY = ProfileLimits.standard();
    /** So little memory that nearly everything is spilled. */
    private static final ProfileLimits SPILLING = new ProfileLimits(1_000_000, 5, 1_000, 1L << 30);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithANaiveProfileWhetherInMemoryOrSpilled(long seed) {
        GeneratedDataset data = GeneratedDataset.random(new Random(seed), 3_000);
        for (ProfileLimits limits : new ProfileLimits[] {ROOMY, SPILLING}) {
            DatasetProfile profile = profile(data.csv(), limits);

            assertThat(profile.rows()).isEqualTo(data.rows().size());
            assertThat(profile.approximate()).isFalse();
            for (int i = 0; i < data.names().size(); i++) {
                new NaiveProfile(data.column(i)).assertAgrees(profile.columns().get(i));
            }
        }
    }

    @Test
    void staysNearTheTruthWhenSketchedAndSaysSo() {
        GeneratedDataset data = GeneratedDataset.random(new Random(9), 30_000);
        DatasetProfile profile = profile(data.csv(), new ProfileLimits(1_000, 50, 100_000, 1L << 30));

        assertThat(profile.approximate()).isTrue();
        for (int i = 0; i < data.names().size(); i++) {
            new NaiveProfile(data.column(i)).assertNear(profile.columns().get(i), 0.03);
        }
    }

    @Test
    void keepsColumnsWithFewValuesExactBeyondTheExactRows() {
        StringBuilder csv = new StringBuilder("flag,id\n");
        for (int i = 0; i < 5_000; i++) {
            csv.append(i % 3).append(',').append(i).append('\n');
        }
        DatasetProfile profile = profile(csv.toString(), new ProfileLimits(1_000, 10, 100_000, 1L << 30));

        assertThat(profile.columns().get(0).approximate()).isFalse();
        assertThat(profile.columns().get(0).distinct()).isEqualTo(3);
        assertThat(profile.columns().get(0).median()).isEqualTo(1.0);
        assertThat(profile.columns().get(1).approximate()).isTrue();
        assertThat(profile.columns().get(1).min()).isEqualTo(0L);
        assertThat(profile.columns().get(1).max()).isEqualTo(4_999L);
        assertThat(profile.columns().get(1).mean()).isCloseTo(2_499.5, within(1e-6));
    }

    @Test
    void countsMarkersAsMissingInNumbersAndAsValuesInTexts() {
        DatasetProfile profile = profile("n,country,x\n1,NA,NULL\nNA,DE,\n3,FR,\n", ROOMY);

        assertThat(profile.columns())
                .extracting(DatasetProfile.Column::type)
                .containsExactly(ColumnType.INTEGER, ColumnType.TEXT, ColumnType.EMPTY);
        assertThat(profile.columns()).extracting(DatasetProfile.Column::missing).containsExactly(1L, 0L, 3L);
        assertThat(profile.columns())
                .extracting(DatasetProfile.Column::distinct)
                .containsExactly(2L, 3L, 0L);
    }

    @Test
    void keepsLongIdsApart() {
        DatasetProfile profile = profile("id\n9007199254740992\n9007199254740993\n", ROOMY);

        assertThat(profile.columns().getFirst().distinct()).isEqualTo(2);
        assertThat(profile.columns().getFirst().max()).isEqualTo(9007199254740993L);
    }

    @Test
    void saysWhatMixtureMakesAColumnText() {
        DatasetProfile profile = profile("n\n1\n2\nx\n", ROOMY);

        assertThat(profile.columns().getFirst().mixture())
                .containsEntry("integer", 2L)
                .containsEntry("text", 1L);
    }

    @Test
    void findsAFrequentValueThatFirstComesAfterMemoryIsFull() {
        StringBuilder csv = new StringBuilder("v\n");
        for (int i = 0; i < 100; i++) {
            csv.append("rare-").append(i).append('\n');
        }
        csv.append("often\n".repeat(40)).append("seldom\n".repeat(2));

        var top = profile(csv.toString(), SPILLING).columns().getFirst().top();

        assertThat(top.get(0)).isEqualTo(new DatasetProfile.TopValue("often", 40, 0.28169));
        assertThat(top.get(1).value()).isEqualTo("seldom");
        assertThat(top.get(2).value()).isEqualTo("rare-0");
    }

    @Test
    void readsDatesWithTheirRange() {
        DatasetProfile profile =
                profile("d,t\n2026-02-01,2026-02-01T10:00:00Z\n2025-12-31,2026-02-01 09:59:59\n", ROOMY);

        assertThat(profile.columns())
                .extracting(DatasetProfile.Column::type)
                .containsExactly(ColumnType.DATE, ColumnType.DATETIME);
        assertThat(profile.columns())
                .extracting(DatasetProfile.Column::min)
                .containsExactly("2025-12-31", "2026-02-01 09:59:59");
    }

    private DatasetProfile profile(String csv, ProfileLimits limits) {
        return new DatasetProfiler(limits, folder).profile(TextSource.of(csv), null);
    }
}
