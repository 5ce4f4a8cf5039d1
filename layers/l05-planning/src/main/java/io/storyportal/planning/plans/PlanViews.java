package io.storyportal.planning.plans;

import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.ledger.PlanLedger;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Plans as they are shown. */
public final class PlanViews {
    private final PlanLedger ledger;
    private final PlanChecks checks;

    PlanViews(PlanLedger ledger, PlanChecks checks) {
        this.ledger = ledger;
        this.checks = checks;
    }

    /** Empty when there is no such plan. */
    public Mono<PlanView> of(TenantId tenant, UUID id) {
        return ledger.plan(id)
                .flatMap(plan -> ledger.tasks(id).map(tasks -> PlanView.of(plan, checks.signed(tenant, plan), tasks)));
    }
}
