package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.PageAgent;
import io.storyportal.client.l01.model.PageGoal;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.bridge.L01Bridge;
import io.storyportal.ui.bridge.LayerHealth;
import io.storyportal.ui.bridge.LayerProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Puts the overview together: every source in parallel, each on its own, the whole shared for a moment. */
final class Overviews {

    private static final Logger LOG = LoggerFactory.getLogger(Overviews.class);
    private static final int RECENT = 6;
    private static final String FLEET = "fleet";

    private final L01Bridge l01;
    private final LayerProbe probe;
    private final EventRate rate;
    private final Clock clock;
    private final Fresh<TenantId, Overview> overviews;
    private final Fresh<String, List<LayerHealth>> fleet;

    Overviews(L01Bridge l01, LayerProbe probe, EventRate rate, Clock clock, Duration freshness) {
        this.l01 = l01;
        this.probe = probe;
        this.rate = rate;
        this.clock = clock;
        this.overviews = new Fresh<>(freshness);
        this.fleet = new Fresh<>(freshness);
    }

    Mono<Overview> of(Caller caller) {
        return overviews.get(caller.tenant(), () -> assemble(caller));
    }

    private Mono<Overview> assemble(Caller caller) {
        Mono<Optional<Activity>> activity =
                optional("events", l01.head(null).flatMap(head -> rate.until(caller.tenant(), head)
                        .map(measured -> new Activity(head, measured))));
        return Mono.zip(
                        fleet.get(FLEET, probe::all),
                        optional("agents", l01.agents(null, Counts.COUNTED, null)),
                        optional("goals", l01.goals(Counts.COUNTED)),
                        activity)
                .map(parts -> overview(
                        parts.getT1(),
                        parts.getT2().orElse(null),
                        parts.getT3().orElse(null),
                        parts.getT4().orElse(null)));
    }

    private record Activity(long head, Throughput throughput) {}

    private Overview overview(
            List<LayerHealth> layers,
            @Nullable PageAgent agents,
            @Nullable PageGoal goals,
            @Nullable Activity activity) {
        List<String> unavailable = new ArrayList<>();
        missing(unavailable, "agents", agents);
        missing(unavailable, "goals", goals);
        missing(unavailable, "events", activity);
        return new Overview(
                clock.instant(),
                layers,
                unavailable,
                activity == null ? null : activity.head(),
                agents == null ? null : Counting.ofAgents(agents),
                goals == null ? null : Counting.ofGoals(goals),
                activity == null ? null : activity.throughput(),
                goals == null ? null : recent(goals));
    }

    private static void missing(List<String> unavailable, String name, @Nullable Object part) {
        if (part == null) {
            unavailable.add(name);
        }
    }

    private static List<Overview.GoalLine> recent(PageGoal goals) {
        return goals.getItems().stream().limit(RECENT).map(Overviews::line).toList();
    }

    private static Overview.GoalLine line(Goal goal) {
        return new Overview.GoalLine(
                goal.getId(),
                goal.getDescription(),
                goal.getStatus().getValue(),
                goal.getCreatedAt(),
                goal.getUpdatedAt(),
                goal.getCompletedAt());
    }

    /** A part that cannot be had is left out rather than taking the page with it. */
    private static <T> Mono<Optional<T>> optional(String name, Mono<T> part) {
        return part.map(Optional::of).defaultIfEmpty(Optional.empty()).onErrorResume(failure -> InContext.fromRunnable(
                        () -> LOG.debug("The overview is without its {}: {}", name, failure.toString()))
                .thenReturn(Optional.empty()));
    }
}
