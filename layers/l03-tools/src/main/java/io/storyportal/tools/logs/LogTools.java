package io.storyportal.tools.logs;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.workspace.Compute;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The log tools. */
public final class LogTools {
    private static final int USUAL_LIMIT = 20;

    private final Compute compute;
    private final LogInspector inspector;

    public LogTools(Compute compute, LogInspector inspector) {
        this.compute = compute;
        this.inspector = inspector;
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(
                new Tool(BuiltInTools.spec(json, "log.inspect"), this::inspect),
                new Tool(BuiltInTools.spec(json, "log.errors"), this::errors),
                new Tool(BuiltInTools.spec(json, "log.timeline"), this::timeline));
    }

    record Input(
            String path, @Nullable Integer limit, @Nullable String bucket) {}

    private Mono<LogReport.Inspection> inspect(ToolCall call) {
        Input input = call.inputAs(Input.class);
        return compute.run(files -> inspector.inspect(files.file(call.agent(), input.path())));
    }

    private Mono<LogReport.Errors> errors(ToolCall call) {
        Input input = call.inputAs(Input.class);
        int limit = input.limit() == null ? USUAL_LIMIT : input.limit();
        return compute.run(files -> inspector.errors(files.file(call.agent(), input.path()), limit));
    }

    private Mono<LogReport.Times> timeline(ToolCall call) {
        Input input = call.inputAs(Input.class);
        Duration bucket = input.bucket() == null ? null : width(input.bucket());
        return compute.run(files -> inspector.timeline(files.file(call.agent(), input.path()), bucket));
    }

    private static Duration width(String bucket) {
        long number = Long.parseLong(bucket.substring(0, bucket.length() - 1));
        return switch (bucket.charAt(bucket.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
