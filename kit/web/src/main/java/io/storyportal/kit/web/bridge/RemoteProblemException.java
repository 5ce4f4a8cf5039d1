package io.storyportal.kit.web.bridge;

import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.PassThrough;
import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Another layer answered with a problem. Unless a layer handles it, a 4xx reaches our own client as that same problem;
 * a 401, 403 or 5xx is between the layers and becomes our 503.
 */
public final class RemoteProblemException extends RuntimeException implements PassThrough {

    private final String layer;
    private final int status;
    private final String code;
    private final String slug;
    private final String title;
    private final String remedy;
    private final @Nullable Duration retryAfter;

    RemoteProblemException(String layer, int status, RemoteProblem body, @Nullable Duration retryAfter) {
        super(body.detail() == null ? "HTTP " + status : body.detail());
        this.layer = layer;
        this.status = status;
        this.code = body.code() == null ? "" : body.code();
        this.slug = body.slug();
        this.title = body.title() == null ? "Refused by " + layer : body.title();
        this.remedy = body.remedy() == null ? "" : body.remedy();
        this.retryAfter = retryAfter;
    }

    public String layer() {
        return layer;
    }

    public int status() {
        return status;
    }

    /** The problem code, e.g. "E1009"; empty when the answer was no problem document. */
    public String code() {
        return code;
    }

    public boolean is(HttpStatus expected) {
        return status == expected.value();
    }

    /** Whether the same call may succeed later without a change: 429, 502, 503, 504. */
    public boolean isTransient() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    @Override
    public ProblemException problem() {
        HttpStatus known = HttpStatus.resolve(status);
        ProblemException problem = known == null || isBetweenLayers()
                ? new ProblemException(
                                CommonProblem.UNAVAILABLE, layer + " answered " + status + ": " + getMessage(), this)
                        .with("cause_code", code)
                : new ProblemException(
                        new Remote(code, slug, known, title, remedy), String.valueOf(getMessage()), this);
        return retryAfter == null ? problem : problem.retryAfter(retryAfter);
    }

    private boolean isBetweenLayers() {
        return status >= 500 || status == 401 || status == 403;
    }

    private record Remote(String code, String slug, HttpStatus status, String title, String remedy)
            implements Problem {}
}
