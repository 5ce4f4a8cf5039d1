package io.storyportal.planning.goals;

import io.storyportal.planning.template.Goal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done.
 *
 * @param artifactIds files in L01, in the order they are meant
 * @param priority 1 to 10, 5 when left out
 */
public record GoalRequest(
        @NotBlank @Size(max = 10_000) @Pattern(regexp = TEXT)
        String description,

        @Nullable @Size(max = 20) List<@NotNull UUID> artifactIds,
        @Nullable @Size(max = 20) List<@NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT) String> successCriteria,
        @Nullable @Min(1) @Max(10) Integer priority,
        @Nullable @Valid Options options) {
    /** Anything but the character that PostgreSQL cannot keep. */
    static final String TEXT = "[^\\u0000]*";

    private static final int USUAL_PRIORITY = 5;

    /** Slots said outright; each wins over what the description says. */
    public record Options(
            @Nullable @Size(max = 100) @Pattern(regexp = TEXT)
            String template,

            @Nullable @Size(max = 500) @Pattern(regexp = TEXT)
            String key,

            @Nullable @Size(max = 2_000) @Pattern(regexp = TEXT)
            String url,

            @Nullable @Size(max = 10_000) @Pattern(regexp = TEXT)
            String sql,

            @Nullable @Size(max = 2_000) @Pattern(regexp = TEXT)
            String question) {}

    List<UUID> artifacts() {
        return artifactIds == null ? List.of() : artifactIds;
    }

    List<String> criteria() {
        return successCriteria == null ? List.of() : successCriteria;
    }

    int priorityOrUsual() {
        return priority == null ? USUAL_PRIORITY : priority;
    }

    Goal.Options slots() {
        return options == null
                ? Goal.Options.NONE
                : new Goal.Options(options.template, options.key, options.url, options.sql, options.question);
    }
}
