package io.storyportal.runtime.agents;

import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.TrustLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param agentId a UUIDv7 chosen by the caller; repeating the request with it spawns nothing new
 * @param trustLevel STANDARD when not given
 */
public record SpawnRequest(
        @Nullable UUID agentId,
        @NotBlank @Size(max = 255) String name,
        @Nullable @Size(min = 1, max = 100) String agentType,
        @Nullable TrustLevel trustLevel,
        @Nullable @Valid Limits resourceLimits,
        @Nullable @Size(max = 100) List<@NotNull @Valid WantedInput> inputs,
        @Nullable @Size(max = 100) Map<String, Object> metadata) {

    /** Null: the usual budget of the trust level. */
    public record Limits(
            @Nullable @Positive Long cpuSeconds,
            @Nullable @Positive Long memoryMb,
            @Nullable @Positive Long processes,
            @Nullable @Positive Long diskMb,
            @Nullable @Positive Long wallSeconds) {

        static Limits of(Budgets budgets) {
            return new Limits(
                    budgets.cpuSeconds(),
                    budgets.memoryMb(),
                    budgets.processes(),
                    budgets.diskMb(),
                    budgets.wallSeconds());
        }

        Budgets budgets() {
            return new Budgets(cpuSeconds, memoryMb, processes, diskMb, wallSeconds);
        }
    }

    /** @param path in the workspace; the artifact's name when not given */
    public record WantedInput(
            @NotNull UUID artifactId,
            @Nullable @Size(min = 1, max = 1024) String path) {}

    TrustLevel trust() {
        return Objects.requireNonNullElse(trustLevel, TrustLevel.STANDARD);
    }

    Budgets wantedBudgets() {
        return resourceLimits == null ? Budgets.NONE : resourceLimits.budgets();
    }
}
