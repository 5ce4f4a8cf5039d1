package io.storyportal.tools.logs;

import io.storyportal.tools.logs.LogReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What goes wrong in a log, in sentences, worst first. */
final class LogFindings {
    private static final int SHOWN = 5;

    private LogFindings() {}

    static List<Finding> of(
            long entries,
            Map<Level, Long> levels,
            List<LogReport.ErrorGroup> errors,
            List<LogReport.StackTrace> traces,
            List<LogReport.Burst> bursts,
            List<LogReport.Gap> gaps) {
        List<Finding> findings = new ArrayList<>();
        long failures = levels.getOrDefault(Level.ERROR, 0L) + levels.getOrDefault(Level.FATAL, 0L);
        if (failures > 0) {
            findings.add(new Finding(
                    "error",
                    number(failures) + (failures == 1 ? " error" : " errors") + " in " + number(entries) + " entries",
                    String.format(Locale.ROOT, "%.2f %% of all entries are errors.", failures * 100.0 / entries),
                    errors.isEmpty() ? null : errors.getFirst().firstLine()));
        }
        errors.stream()
                .limit(SHOWN)
                .forEach(e -> findings.add(new Finding(
                        e.level().isFailure() ? "error" : "warning",
                        number(e.count()) + " × " + e.template(),
                        "First on line " + e.firstLine() + ", last on line " + e.lastLine()
                                + (e.exception() == null ? "" : ", with " + e.exception()) + ".",
                        e.firstLine())));
        traces.stream()
                .limit(SHOWN)
                .forEach(t -> findings.add(new Finding(
                        "error",
                        t.exception() + (t.at() == null ? "" : " at " + t.at()),
                        number(t.count()) + " × since line " + t.firstLine()
                                + (t.message() == null ? "." : ": " + t.message()),
                        t.firstLine())));
        bursts.forEach(b -> findings.add(new Finding(
                "warning",
                "Burst of " + number(b.count()) + (b.level().equals("ERROR") ? " errors" : " entries"),
                String.format(
                        Locale.ROOT,
                        "From %s to %s; usual are %.1f in that time.",
                        b.from(),
                        b.to(),
                        b.usualPerBucket()),
                null)));
        gaps.forEach(g -> findings.add(new Finding(
                "info",
                "Silence of " + number(g.seconds()) + " s",
                "Nothing was logged from " + g.from() + " to " + g.to() + ".",
                null)));
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    "info",
                    "Nothing stands out",
                    "No errors, exceptions, bursts or gaps in " + number(entries) + " entries.",
                    null));
        }
        return findings;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
