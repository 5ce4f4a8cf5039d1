package io.storyportal.planning.goals;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.planning.plans.PlanView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A goal planned but not started: to be looked at first, and executed by its plan's id. */
@RestController
final class DraftController {
    private final GoalIntake intake;

    DraftController(GoalIntake intake) {
        this.intake = intake;
    }

    @PostMapping("/plans/create")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PlanView> createPlan(
            @Valid @RequestBody GoalRequest goal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return intake.draft(caller, goal, idempotencyKey);
    }
}
