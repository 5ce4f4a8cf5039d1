package io.storyportal.planning.goals;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a goal's form, for its API description; the parts themselves are read as they arrive. */
@Schema(description = "Either 'goal' or 'description' (with 'options' if need be), and up to 20 'file' parts")
record GoalUpload(
        @Nullable GoalRequest goal,
        @Nullable String description,
        GoalRequest.@Nullable Options options,

        @ArraySchema(schema = @Schema(type = "string", format = "binary")) @Nullable
        List<String> file) {}
