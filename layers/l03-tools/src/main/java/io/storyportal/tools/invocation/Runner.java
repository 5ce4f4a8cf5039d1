package io.storyportal.tools.invocation;

import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.PassThrough;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.catalogue.ToolSpec;
import io.storyportal.tools.datasets.read.DatasetException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a tool within its limits of places, time and output; whatever goes wrong comes out as a problem. */
final class Runner {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Map<String, Turnstile> turnstiles = new HashMap<>();
    private final JsonMapper json;
    private final long outputLimit;

    Runner(BuiltInTools tools, JsonMapper json, int waitingCalls, long outputLimit) {
        this.json = json;
        this.outputLimit = outputLimit;
        tools.all()
                .forEach(t ->
                        turnstiles.put(t.spec().name(), new Turnstile(t.spec().concurrency(), waitingCalls)));
    }

    Mono<JsonNode> run(Tool tool, ToolCall call, Duration timeout) {
        ToolSpec spec = tool.spec();
        Turnstile turnstile = turnstiles.get(spec.name());
        if (turnstile == null) {
            return Mono.error(new IllegalStateException("No turnstile for " + spec.name()));
        }
        return Mono.usingWhen(
                        turnstile.enter(() -> ToolsProblem.BUSY
                                .exception("'" + spec.name() + "' has too many calls waiting")
                                .retryAfter(TRY_AGAIN)),
                        permit -> Mono.defer(() -> tool.work().run(call)).<JsonNode>map(this::output),
                        permit -> Mono.fromRunnable(permit::close))
                .timeout(timeout)
                .onErrorResume(failure -> failed(spec, failure, timeout));
    }

    /** PostgreSQL stores no NUL character in JSON, and no output needs one. */
    private JsonNode output(Object result) {
        String text = json.writeValueAsString(result).replace("\\u0000", "\\ufffd");
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > outputLimit) {
            throw ToolsProblem.OUTPUT_TOO_LARGE.exception(
                    "The output has " + bytes + " bytes; at most " + outputLimit + " are kept");
        }
        return json.readTree(text);
    }

    private static <T> Mono<T> failed(ToolSpec spec, Throwable failure, Duration timeout) {
        ProblemException expected = problem(spec, failure, timeout);
        return expected == null ? failedUnexpectedly(spec, failure) : Mono.error(expected);
    }

    private static <T> Mono<T> failedUnexpectedly(ToolSpec spec, Throwable failure) {
        return InContext.<T>fromRunnable(() -> log.error("{} failed unexpectedly", spec.name(), failure))
                .then(Mono.error(() -> new ProblemException(
                        CommonProblem.INTERNAL, "'" + spec.name() + "' failed unexpectedly", failure)));
    }

    private static @Nullable ProblemException problem(ToolSpec spec, Throwable failure, Duration timeout) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case ProblemException known -> {
                    return known;
                }
                case PassThrough remote -> {
                    return remote.problem();
                }
                case DatasetException unreadable -> {
                    return problem(unreadable);
                }
                case TimeoutException slow -> {
                    return ToolsProblem.TIMED_OUT.exception(
                            "'" + spec.name() + "' did not finish in " + timeout.toMillis() + " ms");
                }
                default -> {
                    // What wraps the reason says less than the reason.
                }
            }
        }
        return null;
    }

    private static ProblemException problem(DatasetException unreadable) {
        ToolsProblem problem =
                switch (unreadable.reason()) {
                    case EMPTY -> ToolsProblem.EMPTY_FILE;
                    case BINARY -> ToolsProblem.BINARY_FILE;
                    case MALFORMED -> ToolsProblem.MALFORMED_FILE;
                    case TOO_LARGE -> ToolsProblem.FILE_TOO_LARGE;
                };
        ProblemException exception = problem.exception(String.valueOf(unreadable.getMessage()));
        Long line = unreadable.line();
        return line == null ? exception : exception.with("line", line);
    }

    /** The tool may have got to its effect before it failed. */
    static boolean leavesEffectOpen(ProblemException failure) {
        if (failure.getCause() instanceof RemoteProblemException remote) {
            return remote.status() >= 500 && remote.status() != 503;
        }
        boolean broken = causedBy(failure, WebClientException.class) && !causedBy(failure, ConnectException.class);
        return broken
                || failure.problem() == ToolsProblem.TIMED_OUT
                || failure.problem() == CommonProblem.TIMED_OUT
                || failure.problem() == CommonProblem.INTERNAL;
    }

    /** Failures that another try may not meet: they are answered, but not kept as the call's result. */
    static boolean isPassing(ProblemException failure) {
        return failure.problem() == ToolsProblem.BUSY
                || failure.problem().status().value() == 503
                || failure.getCause() instanceof RemoteProblemException remote && remote.isTransient();
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
    }
}
