package io.storyportal.tools.datasets.quality;

import io.storyportal.tools.datasets.profile.DatasetProfile;
import io.storyportal.tools.datasets.quality.DatasetQuality.Example;
import io.storyportal.tools.datasets.quality.DatasetQuality.Finding;
import io.storyportal.tools.datasets.quality.DatasetQuality.Outliers;
import io.storyportal.tools.datasets.values.CellKind;
import io.storyportal.tools.datasets.values.CellParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at every cell of one column, knowing its profile: outliers, cells of another kind, outer white space. */
final class ColumnCheck {
    private static final int EXAMPLES = 5;
    private static final int LONGEST = 80;
    private static final double FENCE = 3.0;
    /** From this share of numbers or dates on, the other cells of a text column are taken for mistakes. */
    private static final double DOMINANT = 0.8;

    private final DatasetProfile.Column profile;
    private final double low;
    private final double high;
    private final @Nullable String dominant;
    private final List<Example> outliers = new ArrayList<>();
    private final List<Example> wrong = new ArrayList<>();
    private final List<Example> spaced = new ArrayList<>();
    private long outlierCount;
    private long wrongCount;
    private long spacedCount;

    ColumnCheck(DatasetProfile.Column profile) {
        this.profile = profile;
        Double p25 = profile.p25();
        Double p75 = profile.p75();
        double range = p25 == null || p75 == null ? 0 : p75 - p25;
        this.low = p25 == null || range == 0 ? Double.NEGATIVE_INFINITY : p25 - FENCE * range;
        this.high = p75 == null || range == 0 ? Double.POSITIVE_INFINITY : p75 + FENCE * range;
        this.dominant = dominant(profile.mixture());
    }

    private static @Nullable String dominant(@Nullable Map<String, Long> mixture) {
        if (mixture == null) {
            return null;
        }
        long all = mixture.values().stream().mapToLong(Long::longValue).sum();
        long numbers = mixture.getOrDefault("integer", 0L) + mixture.getOrDefault("decimal", 0L);
        long times = mixture.getOrDefault("date", 0L) + mixture.getOrDefault("datetime", 0L);
        return numbers >= all * DOMINANT ? "numbers" : times >= all * DOMINANT ? "dates" : null;
    }

    void check(String cell, long line, CellParser parser) {
        CellKind kind = parser.read(cell);
        if (kind == CellKind.MISSING) {
            return;
        }
        if (kind.numeric() && profile.type().numeric() && (parser.number() < low || parser.number() > high)) {
            outlierCount++;
            example(outliers, cell, line);
        }
        if (dominant != null && !fits(kind)) {
            wrongCount++;
            example(wrong, cell, line);
        }
        if (cell.charAt(0) <= ' ' || cell.charAt(cell.length() - 1) <= ' ') {
            spacedCount++;
            example(spaced, cell, line);
        }
    }

    private boolean fits(CellKind kind) {
        return kind == CellKind.MARKER || ("numbers".equals(dominant) ? kind.numeric() : kind.temporal());
    }

    private static void example(List<Example> into, String cell, long line) {
        if (into.size() < EXAMPLES) {
            into.add(new Example(line, cell.length() <= LONGEST ? cell : cell.substring(0, LONGEST) + "…"));
        }
    }

    /** What most values are when some are not: "numbers" or "dates". */
    @Nullable
    String dominant() {
        return dominant;
    }

    DatasetQuality.Column result(long rows) {
        long present = rows - profile.missing();
        return new DatasetQuality.Column(
                profile.name(),
                profile.type(),
                profile.missing(),
                profile.missingShare(),
                profile.distinct() == 1 && present > 1,
                !profile.approximate() && present > 1 && profile.distinct() == present,
                outlierCount == 0 ? null : new Outliers(outlierCount, low, high, outliers),
                wrongCount == 0 ? null : new Finding(wrongCount, wrong),
                spacedCount == 0 ? null : new Finding(spacedCount, spaced));
    }
}
