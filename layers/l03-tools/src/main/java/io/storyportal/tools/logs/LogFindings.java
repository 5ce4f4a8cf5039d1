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
        errors.stream().limit(SHOWN).map(LogFindings::of).forEach(findings::add);
        traces.stream().limit(SHOWN).map(LogFindings::of).forEach(findings::add);
        bursts.stream().map(LogFindings::of).forEach(findings::add);
        gaps.stream().map(LogFindings::of).forEach(findings::add);
        if (findings.isEmpty()) {
            String detail = "No errors, exceptions, bursts or gaps in " + number(entries) + " entries.";
            findings.add(new Finding("info", "Nothing stands out", detail, null));
        }
        return findings;
    }

    private static Finding of(LogReport.ErrorGroup error) {
        String exception = error.exception() == null ? "" : ", with " + error.exception();
        return new Finding(
                error.level().isFailure() ? "error" : "warning",
                number(error.count()) + " × " + error.template(),
                "First on line " + error.firstLine() + ", last on line " + error.lastLine() + exception + ".",
                error.firstLine());
    }

    private static Finding of(LogReport.StackTrace trace) {
        String message = trace.message() == null ? "." : ": " + trace.message();
        return new Finding(
                "error",
                trace.exception() + (trace.at() == null ? "" : " at " + trace.at()),
                number(trace.count()) + " × since line " + trace.firstLine() + message,
                trace.firstLine());
    }

    private static Finding of(LogReport.Burst burst) {
        String what = burst.level().equals("ERROR") ? " errors" : " entries";
        String detail = String.format(
                Locale.ROOT,
                "From %s to %s; usual are %.1f in that time.",
                burst.from(),
                burst.to(),
                burst.usualPerBucket());
        return new Finding("warning", "Burst of " + number(burst.count()) + what, detail, null);
    }

    private static Finding of(LogReport.Gap gap) {
        String detail = "Nothing was logged from " + gap.from() + " to " + gap.to() + ".";
        return new Finding("info", "Silence of " + number(gap.seconds()) + " s", detail, null);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
