package io.storyportal.planning.goals;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.health.Drain;
import io.storyportal.kit.web.page.Page;
import io.storyportal.planning.ledger.Status;
import io.storyportal.planning.plans.PlanControl;
import io.storyportal.planning.requests.RepeatedRequests;
import io.storyportal.planning.requests.RepeatedRequests.Sent;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Goals over HTTP. */
@RestController
@RequestMapping("/goals")
final class GoalController {
    private static final Duration PING = Duration.ofSeconds(10);

    private final GoalIntake intake;
    private final GoalForm form;
    private final GoalListing goals;
    private final PlanControl control;
    private final RepeatedRequests requests;
    private final Drain drain;

    GoalController(
            GoalIntake intake,
            GoalForm form,
            GoalListing goals,
            PlanControl control,
            RepeatedRequests requests,
            Drain drain) {
        this.intake = intake;
        this.form = form;
        this.goals = goals;
        this.control = control;
        this.requests = requests;
        this.drain = drain;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<GoalAccepted> createGoal(
            @Valid @RequestBody GoalRequest goal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return intake.take(caller, goal, idempotencyKey);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<GoalAccepted> createGoalWithFiles(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = GoalUpload.class)))
                    @RequestBody
                    Flux<PartEvent> parts,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return form.take(caller, parts, idempotencyKey);
    }

    @GetMapping
    Mono<Page<GoalView>> listGoals(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[a-z_,]{1,200}") String status,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        return goals.list(status, limit, cursor);
    }

    @GetMapping("/{goal_id}")
    Mono<GoalView> getGoal(@PathVariable("goal_id") UUID goalId) {
        return goals.get(goalId);
    }

    @GetMapping("/{goal_id}/report")
    Mono<GoalReport> getGoalReport(@PathVariable("goal_id") UUID goalId) {
        return goals.report(goalId);
    }

    /** Events {@code report} as the goal moves, then {@code done}; {@code draining} when this process stops first. */
    @GetMapping(path = "/{goal_id}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<GoalReport>> followGoal(@PathVariable("goal_id") UUID goalId) {
        Flux<ServerSentEvent<GoalReport>> reports = goals.progress(goalId).map(report -> ServerSentEvent.builder(report)
                .event(report.status().ended() ? "done" : "report")
                .build());
        Flux<ServerSentEvent<GoalReport>> pings = Flux.interval(PING)
                .map(tick ->
                        ServerSentEvent.<GoalReport>builder().comment("ping").build());
        var resume = ServerSentEvent.<GoalReport>builder()
                .event("draining")
                .comment("ask again")
                .build();
        return Flux.merge(reports, pings)
                .takeUntil(event -> "done".equals(event.event()))
                .takeUntilOther(drain.signal())
                .concatWith(Mono.fromSupplier(() -> resume).filter(end -> drain.isDraining()));
    }

    @PostMapping("/{goal_id}/cancel")
    Mono<GoalView> cancelGoal(
            @PathVariable("goal_id") UUID goalId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.DEVELOPER);
        return requests.move(
                new Sent(caller, "goals/" + goalId + "/cancel", idempotencyKey, ""),
                control.cancelGoal(caller.tenant(), goalId),
                Mono.defer(() -> goals.get(goalId)),
                goal -> goal.status() == Status.CANCELLED);
    }
}
