package io.storyportal.gateway.inference;

import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.Map;

/** A problem that arrives when the answer has begun and its status line is long gone. */
record StreamProblem(String code, String title, int status, String detail, String remedy, Map<String, Object> members) {

    static StreamProblem of(ProblemException failure) {
        Problem problem = failure.problem();
        return new StreamProblem(
                problem.code(),
                problem.title(),
                problem.status().value(),
                failure.detail(),
                problem.remedy(),
                failure.members());
    }
}
