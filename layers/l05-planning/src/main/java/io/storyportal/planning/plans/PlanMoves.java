package io.storyportal.planning.plans;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.requests.RepeatedRequests;
import io.storyportal.planning.requests.RepeatedRequests.Sent;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Moves of plans as they are asked for over HTTP: once per Idempotency-Key, answered with the plan. */
final class PlanMoves {
    /** Where a plan may be that was set going. */
    private static final Set<Status> GOING = EnumSet.of(Status.QUEUED, Status.RUNNING, Status.COMPLETED, Status.FAILED);

    private final PlanControl control;
    private final PlanViews views;
    private final RepeatedRequests requests;

    PlanMoves(PlanControl control, PlanViews views, RepeatedRequests requests) {
        this.control = control;
        this.views = views;
        this.requests = requests;
    }

    Mono<PlanView> execute(Caller caller, UUID plan, @Nullable String key) {
        Sent request = new Sent(caller, "plans/execute", key, plan.toString());
        return move(request, plan, control.execute(caller.tenant(), plan), GOING);
    }

    Mono<PlanView> pause(Caller caller, UUID plan, @Nullable String key) {
        Sent request = new Sent(caller, "plans/" + plan + "/pause", key, "");
        return move(request, plan, control.pause(caller.tenant(), plan), EnumSet.of(Status.PAUSED));
    }

    Mono<PlanView> resume(Caller caller, UUID plan, @Nullable String key) {
        Sent request = new Sent(caller, "plans/" + plan + "/resume", key, "");
        return move(request, plan, control.resume(caller.tenant(), plan), GOING);
    }

    Mono<PlanView> cancel(Caller caller, UUID plan, @Nullable String key) {
        Sent request = new Sent(caller, "plans/" + plan + "/cancel", key, "");
        return move(request, plan, control.cancel(caller.tenant(), plan), EnumSet.of(Status.CANCELLED));
    }

    Mono<PlanView> retry(Caller caller, UUID plan, @Nullable String from, @Nullable String key) {
        Sent request = new Sent(caller, "plans/" + plan + "/retry", key, "from " + from);
        return move(request, plan, control.retry(caller.tenant(), plan, from), GOING);
    }

    private Mono<PlanView> move(Sent request, UUID plan, Mono<Void> move, Set<Status> reached) {
        Mono<PlanView> now = view(request.caller(), plan);
        return requests.move(request, move, now, view -> reached.contains(view.status()));
    }

    Mono<PlanView> view(Caller caller, UUID plan) {
        return Mono.defer(() -> views.of(caller.tenant(), plan))
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no plan " + plan)));
    }
}
