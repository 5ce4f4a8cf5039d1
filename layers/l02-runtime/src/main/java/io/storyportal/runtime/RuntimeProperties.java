package io.storyportal.runtime;

import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.TrustLevel;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param workspaces where workspaces lie; by default below {@code portal.home}, or below /var/lib when the layer is root and the home
 *     is closed to other users, because each sandbox then runs as its own
 * @param levels the budgets of each trust level
 * @param firstUid with the 65,536 users from here on each sandbox gets its own, when the layer is root
 * @param commands run at once on this host
 * @param commandsPerSandbox run at once in one sandbox
 * @param waitingCommands may wait for a place; the next is refused with E2109
 * @param outputLimit of one command
 * @param freeDisk commands end before the host has less than this
 * @param longestTimeout of one command
 */
@Validated
@ConfigurationProperties(value = "l02", ignoreUnknownFields = false)
public record RuntimeProperties(
        @Nullable Path workspaces,
        @NotEmpty Map<TrustLevel, Level> levels,
        @DefaultValue("200000") @Min(1_000) int firstUid,
        @DefaultValue("16") @Min(1) @Max(256) int commands,
        @DefaultValue("4") @Min(1) @Max(64) int commandsPerSandbox,
        @DefaultValue("64") @Min(0) @Max(10_000) int waitingCommands,
        @DefaultValue("16MB") DataSize outputLimit,
        @DefaultValue("512MB") DataSize freeDisk,
        @DefaultValue("10m") Duration longestTimeout) {

    /**
     * @param usual what an agent gets that asks for nothing, as far as the host can enforce it
     * @param most what an agent may ask for
     */
    public record Level(Budgets usual, Budgets most) {}
}
