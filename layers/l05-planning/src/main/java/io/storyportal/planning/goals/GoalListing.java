package io.storyportal.planning.goals;

import io.storyportal.kit.web.page.Page;
import io.storyportal.planning.ledger.PlanLedger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Goals to look at. */
final class GoalListing {
    private final PlanLedger ledger;
    private final GoalReports reports;

    GoalListing(PlanLedger ledger, GoalReports reports) {
        this.ledger = ledger;
        this.reports = reports;
    }

    Mono<Page<GoalView>> list(@Nullable String status, @Nullable Integer limit, @Nullable String cursor) {
        return ledger.goals(status, limit, cursor)
                .map(page -> new Page<>(page.items().stream().map(GoalView::of).toList(), page.nextCursor()));
    }

    Mono<GoalView> get(UUID id) {
        return reports.goal(id).map(GoalView::of);
    }

    Mono<GoalReport> report(UUID id) {
        return reports.report(id);
    }

    Flux<GoalReport> progress(UUID id) {
        return reports.progress(id);
    }
}
