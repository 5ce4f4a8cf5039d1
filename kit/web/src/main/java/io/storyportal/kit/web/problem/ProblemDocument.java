package io.storyportal.kit.web.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The RFC 9457 body of every error. {@code members} are written beside the fixed fields. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String remedy,
        @Nullable String traceId,
        @JsonAnyGetter Map<String, Object> members) {

    private static final String TYPES = "https://storyportal.io/problems/";

    static ProblemDocument of(ProblemException failure, @Nullable String traceId) {
        Problem problem = failure.problem();
        return new ProblemDocument(
                TYPES + problem.slug(),
                problem.title(),
                problem.status().value(),
                failure.detail(),
                problem.code(),
                problem.remedy(),
                traceId,
                failure.members());
    }
}
