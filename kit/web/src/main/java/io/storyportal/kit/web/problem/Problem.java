package io.storyportal.kit.web.problem;

import org.springframework.http.HttpStatus;

/**
 * One kind of failure a layer can answer with. Each layer lists its own in an {@code enum XProblem}; what every layer
 * shares is in {@link CommonProblem}. Codes are "E", the layer's number and three digits ("E1003").
 */
public interface Problem {

    String code();

    /** Last path segment of the problem's {@code type} URI, e.g. {@code version-conflict}. */
    String slug();

    HttpStatus status();

    String title();

    /** What the caller can do about it, in one sentence. */
    String remedy();

    default ProblemException exception(String detail) {
        return new ProblemException(this, detail);
    }
}
