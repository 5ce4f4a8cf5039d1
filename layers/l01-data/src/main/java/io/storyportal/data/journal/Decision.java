package io.storyportal.data.journal;

import io.storyportal.kit.web.problem.ProblemException;
import java.util.List;

/** What becomes of one submission. */
sealed interface Decision {

    /** Its commands are carried out. */
    record Accepted(List<Draft> drafts) implements Decision {}

    /** It was answered before, in these words. */
    record Answered(String json) implements Decision {}

    record Refused(ProblemException problem) implements Decision {}
}
