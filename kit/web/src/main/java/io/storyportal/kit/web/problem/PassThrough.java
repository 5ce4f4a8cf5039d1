package io.storyportal.kit.web.problem;

/** A failure that already knows the problem to answer with, e.g. one that another layer answered. */
public interface PassThrough {

    ProblemException problem();
}
