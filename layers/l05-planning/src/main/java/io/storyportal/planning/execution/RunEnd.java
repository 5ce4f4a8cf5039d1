package io.storyportal.planning.execution;

/** Why an executor is done with a run. */
enum RunEnd {
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Nothing runs until somebody resumes. */
    PAUSED,
    /** Given up here, not ended: the state in L01 is no longer what this executor thought. */
    ABANDONED
}
