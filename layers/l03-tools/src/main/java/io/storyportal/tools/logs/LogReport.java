package io.storyportal.tools.logs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outputs of log.inspect, log.errors and log.timeline. */
public final class LogReport {
    private LogReport() {}

    public record Source(String path, String encoding, long bytes, List<String> notes) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Inspection(
            Source source,
            long lines,
            long entries,
            String format,
            @Nullable TimeRange timeRange,
            Map<Level, Long> levels,
            List<Template> templates,
            long distinctTemplates,
            List<ErrorGroup> errors,
            List<StackTrace> stackTraces,
            List<Burst> bursts,
            List<Gap> gaps,
            List<Finding> findings,
            long durationMs) {}

    public record Errors(Source source, List<ErrorGroup> errors, List<StackTrace> stackTraces, long total) {}

    public record Times(
            Source source,
            String bucket,
            List<Bucket> buckets,
            List<Burst> bursts,
            List<Gap> gaps,
            long undatedLines) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TimeRange(
            Instant first, Instant last, @Nullable String assumedZone) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Template(
            String template, long count, @Nullable Level level, long firstLine, String example) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorGroup(
            String template,
            Level level,
            long count,
            long firstLine,
            long lastLine,
            List<Long> lines,
            @Nullable Instant firstTime,
            @Nullable Instant lastTime,
            String example,
            @Nullable String exception) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StackTrace(
            String exception,
            @Nullable String message,
            @Nullable String at,
            long count,
            long firstLine,
            List<Long> lines) {}

    public record Burst(Instant from, Instant to, String level, long count, double usualPerBucket) {}

    public record Gap(Instant from, Instant to, long seconds) {}

    public record Bucket(Instant start, long total, Map<Level, Long> levels) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Finding(
            String severity,
            String title,
            String detail,
            @Nullable Long line) {}
}
