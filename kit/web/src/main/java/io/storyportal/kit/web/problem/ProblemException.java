package io.storyportal.kit.web.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Problem} with the particulars of this occurrence; the only exception a layer throws on purpose. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    public ProblemException(Problem problem, String detail) {
        super(detail);
        this.problem = problem;
    }

    public ProblemException(Problem problem, String detail, Throwable cause) {
        super(detail, cause);
        this.problem = problem;
    }

    /** Adds an extension member to the problem document. */
    public ProblemException with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Sets the {@code Retry-After} header, in whole seconds, at least one. */
    public ProblemException retryAfter(Duration after) {
        this.retryAfter = after;
        return this;
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
