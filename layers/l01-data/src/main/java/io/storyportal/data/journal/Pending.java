package io.storyportal.data.journal;

import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A submission that waits for its outcome. */
final class Pending {

    private final Submission submission;
    private final Sinks.One<List<Recorded>> outcome = Sinks.one();

    Pending(Submission submission) {
        this.submission = submission;
    }

    Submission submission() {
        return submission;
    }

    Mono<List<Recorded>> outcome() {
        return outcome.asMono();
    }

    void complete(List<Recorded> recorded) {
        outcome.tryEmitValue(recorded);
    }

    void fail(Throwable problem) {
        outcome.tryEmitError(problem);
    }
}
