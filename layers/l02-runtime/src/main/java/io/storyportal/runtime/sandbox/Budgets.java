package io.storyportal.runtime.sandbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of one agent; null means no budget of this kind. CPU and wall time are what all its commands may use
 * together over its life (idle time is free), memory and processes what they may hold at once, disk the size of its workspace.
 */
public record Budgets(
        @Nullable Long cpuSeconds,
        @Nullable Long memoryMb,
        @Nullable Long processes,
        @Nullable Long diskMb,
        @Nullable Long wallSeconds) {

    public static final Budgets NONE = new Budgets(null, null, null, null, null);

    public @Nullable Long of(Budget budget) {
        return switch (budget) {
            case CPU_SECONDS -> cpuSeconds;
            case MEMORY_MB -> memoryMb;
            case PROCESSES -> processes;
            case DISK_MB -> diskMb;
            case WALL_SECONDS -> wallSeconds;
        };
    }

    public static Budgets from(Map<Budget, Long> values) {
        return new Budgets(
                values.get(Budget.CPU_SECONDS),
                values.get(Budget.MEMORY_MB),
                values.get(Budget.PROCESSES),
                values.get(Budget.DISK_MB),
                values.get(Budget.WALL_SECONDS));
    }

    public Map<Budget, Long> asMap() {
        var values = new EnumMap<Budget, Long>(Budget.class);
        for (Budget budget : Budget.values()) {
            Long value = of(budget);
            if (value != null) {
                values.put(budget, value);
            }
        }
        return values;
    }

    public long diskBytes() {
        return diskMb == null ? Long.MAX_VALUE : diskMb << 20;
    }

    public @Nullable Duration wall() {
        return wallSeconds == null ? null : Duration.ofSeconds(wallSeconds);
    }

    public @Nullable Duration cpu() {
        return cpuSeconds == null ? null : Duration.ofSeconds(cpuSeconds);
    }
}
