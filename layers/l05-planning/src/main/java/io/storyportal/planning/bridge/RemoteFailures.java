package io.storyportal.planning.bridge;

import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.planning.work.WorkFailure;
import io.storyportal.planning.work.WorkFailure.Kind;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.web.reactive.function.client.WebClientException;

/** What another layer's failure means for an attempt. */
final class RemoteFailures {
    /** Problems whose status does not say what they mean for an attempt. */
    private static final Map<String, Kind> BY_CODE = Map.of(
            // The same call is still under way, for a predecessor that lost the run.
            "E3105", Kind.UNAVAILABLE,
            "E3106", Kind.UNKNOWN,
            "E3109", Kind.EXCUSED);

    private RemoteFailures() {}

    static Throwable ofWork(Throwable failure) {
        return switch (failure) {
            case WorkFailure known -> known;
            case RemoteProblemException remote ->
                new WorkFailure(kind(remote), remote.code(), String.valueOf(remote.getMessage()));
            case ProblemException problem ->
                new WorkFailure(
                        problem.problem() == CommonProblem.UNAVAILABLE ? Kind.UNAVAILABLE : Kind.TRANSIENT,
                        "",
                        problem.detail());
            // A connection that broke: whether the work was done is open, and the call key settles it.
            case WebClientException broken ->
                new WorkFailure(Kind.UNAVAILABLE, "", String.valueOf(broken.getMessage()));
            case TimeoutException slow -> new WorkFailure(Kind.TRANSIENT, "", "no answer in time");
            default -> new WorkFailure(Kind.PERMANENT, "", String.valueOf(failure));
        };
    }

    private static Kind kind(RemoteProblemException remote) {
        Kind known = BY_CODE.get(remote.code());
        if (known != null) {
            return known;
        }
        return switch (remote.status()) {
            case 401, 429, 503 -> Kind.UNAVAILABLE;
            default -> remote.status() >= 500 ? Kind.TRANSIENT : Kind.PERMANENT;
        };
    }
}
