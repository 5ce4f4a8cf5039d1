package io.storyportal.tools.invocation;

import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A failure as kept in the journal, answered again in the same words. */
public record RecordedProblem(
        String code,
        String slug,
        HttpStatus status,
        String title,
        String remedy,
        String detail,
        Map<String, Object> members)
        implements Problem {

    static RecordedProblem of(ProblemException failure) {
        Problem problem = failure.problem();
        return new RecordedProblem(
                problem.code(),
                problem.slug(),
                problem.status(),
                problem.title(),
                problem.remedy(),
                failure.detail(),
                failure.members());
    }

    ProblemException exception() {
        ProblemException failure = new ProblemException(this, detail);
        members.forEach(failure::with);
        return failure;
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", code);
        map.put("slug", slug);
        map.put("status", status.value());
        map.put("title", title);
        map.put("remedy", remedy);
        map.put("detail", detail);
        map.put("members", members);
        return map;
    }

    /** Null when the map is not one that {@link #toMap} made. */
    @SuppressWarnings("unchecked")
    public static @Nullable RecordedProblem of(@Nullable Object stored) {
        if (!(stored instanceof Map<?, ?> map)
                || !(map.get("status") instanceof Number status)
                || HttpStatus.resolve(status.intValue()) == null) {
            return null;
        }
        Map<String, Object> members = map.get("members") instanceof Map<?, ?> m ? (Map<String, Object>) m : Map.of();
        return new RecordedProblem(
                String.valueOf(map.get("code")),
                String.valueOf(map.get("slug")),
                HttpStatus.valueOf(status.intValue()),
                String.valueOf(map.get("title")),
                String.valueOf(map.get("remedy")),
                String.valueOf(map.get("detail")),
                members);
    }
}
