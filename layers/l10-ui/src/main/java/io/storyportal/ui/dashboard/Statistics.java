package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.GoalStatus;
import io.storyportal.client.l01.model.UsageTotal;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.bridge.L01Bridge;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The figures of /dashboard/stats; unlike the overview, all of them or a problem. */
final class Statistics {

    private final L01Bridge l01;
    private final EventRate rate;
    private final Clock clock;
    private final Fresh<TenantId, Stats> answers;

    Statistics(L01Bridge l01, EventRate rate, Clock clock, Duration freshness) {
        this.l01 = l01;
        this.rate = rate;
        this.clock = clock;
        this.answers = new Fresh<>(freshness);
    }

    Mono<Stats> of(Caller caller) {
        return answers.get(caller.tenant(), () -> assemble(caller));
    }

    private Mono<Stats> assemble(Caller caller) {
        return Mono.zip(
                        l01.goals(Counts.COUNTED),
                        l01.agents(null, Counts.COUNTED, null),
                        l01.executions(null, Counts.COUNTED),
                        l01.head(null).flatMap(head -> rate.until(caller.tenant(), head)),
                        usage(null))
                .map(parts -> new Stats(
                        clock.instant(),
                        Counting.ofGoals(parts.getT1()),
                        Counting.ofAgents(parts.getT2()),
                        Counting.ofExecutions(parts.getT3()),
                        parts.getT4(),
                        parts.getT5(),
                        median(parts.getT1().getItems())));
    }

    Mono<Stats.Usage> usage(@Nullable UUID agent) {
        return l01.usage(agent).map(Statistics::asUsage).defaultIfEmpty(Stats.Usage.NONE);
    }

    private static Stats.Usage asUsage(UsageTotal total) {
        return new Stats.Usage(
                Objects.requireNonNullElse(total.getCalls(), 0L),
                Objects.requireNonNullElse(total.getInputTokens(), 0L),
                Objects.requireNonNullElse(total.getOutputTokens(), 0L),
                Objects.requireNonNullElse(total.getCostEstimate(), BigDecimal.ZERO));
    }

    private static @Nullable Long median(List<Goal> goals) {
        List<Long> times = goals.stream()
                .filter(goal -> goal.getStatus() == GoalStatus.COMPLETED && goal.getCompletedAt() != null)
                .map(goal -> Duration.between(goal.getCreatedAt(), goal.getCompletedAt())
                        .toMillis())
                .sorted()
                .toList();
        return times.isEmpty() ? null : times.get((times.size() - 1) / 2);
    }
}
