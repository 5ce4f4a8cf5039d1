package io.storyportal.cli.door;

/** The platform answered with a problem. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RemoteProblem problem;

    RefusedException(RemoteProblem problem) {
        super(problem.title());
        this.problem = problem;
    }

    public RemoteProblem problem() {
        return problem;
    }
}
