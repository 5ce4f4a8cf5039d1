package io.storyportal.tools.logs;

import io.storyportal.tools.datasets.read.DatasetException;
import io.storyportal.tools.datasets.read.DatasetException.Reason;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.TextFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Reads a log once and keeps what the three log tools tell. Interrupting the thread stops it. */
public final class LogInspector {
    private static final int SHOWN_TEMPLATES = 20;
    private static final int SHOWN_ERRORS = 10;
    private static final int LONGEST_EXAMPLE = 400;

    private final Clock clock;

    public LogInspector(Clock clock) {
        this.clock = clock;
    }

    public LogReport.Inspection inspect(DatasetSource source) {
        long started = System.nanoTime();
        Reading reading = new Reading(null);
        LogReport.Source read = reading.read(source);
        List<LogReport.Gap> gaps = reading.timeline.gaps(reading.entries);
        reading.timeline.fit();
        List<LogReport.Burst> bursts = reading.timeline.bursts();
        List<LogReport.ErrorGroup> errors = reading.errors(SHOWN_ERRORS);
        List<LogReport.StackTrace> traces = reading.traces.mostFrequent(SHOWN_ERRORS);
        LogReport.TimeRange range = reading.range();
        return new LogReport.Inspection(
                read,
                reading.lines.lines(),
                reading.entries,
                reading.format(),
                range,
                reading.levels,
                reading.templates(SHOWN_TEMPLATES),
                reading.templates.all().size(),
                errors,
                traces,
                bursts,
                gaps,
                LogFindings.of(reading.entries, reading.levels, errors, traces, bursts, gaps),
                (System.nanoTime() - started) / 1_000_000);
    }

    public LogReport.Errors errors(DatasetSource source, int limit) {
        Reading reading = new Reading(null);
        LogReport.Source read = reading.read(source);
        return new LogReport.Errors(
                read, reading.errors(limit), reading.traces.mostFrequent(limit), reading.failures());
    }

    public LogReport.Times timeline(DatasetSource source, @Nullable Duration bucket) {
        Reading reading = new Reading(bucket);
        LogReport.Source read = reading.read(source);
        List<LogReport.Gap> gaps = reading.timeline.gaps(reading.entries);
        reading.timeline.fit();
        return new LogReport.Times(
                read,
                reading.timeline.widthName(),
                reading.timeline.buckets(),
                reading.timeline.bursts(),
                gaps,
                reading.timeline.undated());
    }

    private final class Reading {
        private final LogLines lines =
                new LogLines(new LogTime(clock.instant().atZone(ZoneOffset.UTC).getYear()), this::entry);
        private final Templates templates = new Templates();
        private final StackTraces traces = new StackTraces();
        private final Map<Templates.Template, String> exceptions = new HashMap<>();
        private final Map<Level, Long> levels = new EnumMap<>(Level.class);
        private final Timeline timeline;
        private long entries;
        private long dated;
        private @Nullable Instant first;
        private @Nullable Instant last;

        Reading(@Nullable Duration bucket) {
            timeline = new Timeline(bucket);
        }

        LogReport.Source read(DatasetSource source) {
            TextFile.Read read = TextFile.lines(source, line -> {
                lines.line(line);
                if ((lines.lines() & 0xFFF) == 0 && Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the inspection was cancelled");
                }
            });
            lines.finish();
            if (entries == 0) {
                throw new DatasetException(Reason.EMPTY, 1L, "the file is empty (" + read.bytes() + " bytes)");
            }
            return new LogReport.Source(source.name(), read.encoding(), read.bytes(), read.notes());
        }

        private void entry(LogEntry entry) {
            entries++;
            if (entry.level() != null) {
                levels.merge(entry.level(), 1L, Long::sum);
            }
            Instant time = entry.time();
            if (time != null) {
                dated++;
                first = first == null || time.isBefore(first) ? time : first;
                last = last == null || time.isAfter(last) ? time : last;
            }
            timeline.add(entry);
            Templates.Template template = templates.add(entry);
            String exception = traces.add(entry);
            if (template != null && exception != null) {
                exceptions.putIfAbsent(template, exception);
            }
        }

        long failures() {
            return levels.getOrDefault(Level.ERROR, 0L) + levels.getOrDefault(Level.FATAL, 0L);
        }

        LogReport.@Nullable TimeRange range() {
            return first == null || last == null
                    ? null
                    : new LogReport.TimeRange(first, last, lines.anyUnzoned() ? "UTC" : null);
        }

        String format() {
            List<String> parts = new ArrayList<>();
            if (lines.structured()) {
                parts.add("json");
            }
            if (dated > 0) {
                parts.add("timestamp");
            }
            if (!levels.isEmpty()) {
                parts.add("level");
            }
            parts.add("message");
            return String.join(" ", parts);
        }

        List<LogReport.Template> templates(int most) {
            return templates.all().stream()
                    .sorted(Comparator.comparingLong((Templates.Template t) -> t.tally.count())
                            .reversed())
                    .limit(most)
                    .map(t -> new LogReport.Template(
                            t.text(), t.tally.count(), t.tally.level(), t.firstLine, clip(t.example)))
                    .toList();
        }

        /** Templates logged as errors, or carrying an exception whatever their level. */
        List<LogReport.ErrorGroup> errors(int most) {
            return templates.all().stream()
                    .filter(t -> isFailure(t.tally.level()) || exceptions.containsKey(t))
                    .sorted(Comparator.comparingLong((Templates.Template t) -> t.tally.count())
                            .reversed())
                    .limit(most)
                    .map(this::group)
                    .toList();
        }

        private LogReport.ErrorGroup group(Templates.Template t) {
            Level level = t.tally.level() == null ? Level.ERROR : t.tally.level();
            return new LogReport.ErrorGroup(
                    t.text(),
                    level,
                    t.tally.count(),
                    t.firstLine,
                    t.tally.lastLine(),
                    t.tally.lines(),
                    t.tally.first(),
                    t.tally.last(),
                    clip(t.example),
                    exceptions.get(t));
        }

        private static boolean isFailure(@Nullable Level level) {
            return level != null && level.isFailure();
        }

        private static String clip(String text) {
            return text.length() <= LONGEST_EXAMPLE ? text : text.substring(0, LONGEST_EXAMPLE) + "…";
        }
    }
}
