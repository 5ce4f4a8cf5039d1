package io.storyportal.tools.invocation;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.catalogue.Catalogue;
import io.storyportal.tools.catalogue.Effects;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.catalogue.ToolRecord;
import io.storyportal.tools.catalogue.ToolSpec;
import io.storyportal.tools.invocation.ExecutionJournal.Intent;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call from request to recorded result. With a call key a lease in Redis says who runs the call, and the journal in
 * L01 what became of it: a result is answered again, a call in flight is waited for, one whose runner died begins again
 * when its effects allow it and is unknown otherwise.
 */
final class Invocations {
    private static final Logger log = LoggerFactory.getLogger(Invocations.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final Catalogue catalogue;
    private final InputCheck check;
    private final Runner runner;
    private final ExecutionJournal journal;
    private final CallLeases leases;
    private final JsonMapper json;

    Invocations(
            Catalogue catalogue,
            InputCheck check,
            Runner runner,
            ExecutionJournal journal,
            CallLeases leases,
            JsonMapper json) {
        this.catalogue = catalogue;
        this.check = check;
        this.runner = runner;
        this.journal = journal;
        this.leases = leases;
        this.json = json;
    }

    /** One checked call. */
    private record Call(
            Catalogue.Entry entry,
            JsonNode input,
            String fingerprint,
            @Nullable UUID agentId,
            @Nullable String key,
            Duration timeout) {
        ToolSpec spec() {
            return entry.tool().spec();
        }
    }

    Mono<InvokeResponse> invoke(String idOrName, InvokeRequest request, Caller caller) {
        caller.require(Role.DEVELOPER);
        return catalogue
                .enabled(idOrName)
                .map(entry -> call(entry, request))
                .flatMap(call -> call.key() == null ? outlasting(call, fresh(call)) : keyed(call, call.key(), caller));
    }

    private Call call(Catalogue.Entry entry, InvokeRequest request) {
        ToolSpec spec = entry.tool().spec();
        JsonNode input = json.valueToTree(request.input());
        check.check(spec, input);
        if (spec.needsAgent() && request.agentId() == null) {
            throw ToolsProblem.AGENT_NEEDED.exception("'" + spec.name() + "' works in a workspace");
        }
        Duration timeout = request.timeoutMs() == null
                ? spec.timeout()
                : Duration.ofMillis(Math.min(request.timeoutMs(), spec.timeout().toMillis()));
        String fingerprint = Fingerprint.of(spec.name(), request.agentId(), input);
        return new Call(entry, input, fingerprint, request.agentId(), request.callKey(), timeout);
    }

    private Mono<InvokeResponse> fresh(Call call) {
        return journal.begin(intent(call)).flatMap(begun -> execute(call, begun.id()));
    }

    private Mono<InvokeResponse> keyed(Call call, String key, Caller caller) {
        return leases.take(caller.tenant(), key)
                .onErrorResume(failure -> withoutRedis(call, failure))
                .flatMap(lease -> outlasting(
                        call,
                        Mono.usingWhen(
                                Mono.fromSupplier(() -> leases.keep(lease).subscribe()),
                                renewing -> underLease(call, key),
                                renewing -> giveBack(lease, renewing))))
                .switchIfEmpty(Mono.defer(() -> recordedMeanwhile(call, key)))
                .repeatWhenEmpty(
                        again -> again.take(LONGEST_WAIT.dividedBy(LOOK_AGAIN)).delayElements(LOOK_AGAIN))
                .switchIfEmpty(Mono.error(() -> ToolsProblem.CALL_IN_FLIGHT
                        .exception("The call '" + key + "' runs for longer than " + LONGEST_WAIT.toSeconds() + " s")
                        .retryAfter(TRY_AGAIN)));
    }

    /** Without Redis nobody can say who runs a call: harmless to repeat for most tools, not for those that run once. */
    private static Mono<CallLeases.Lease> withoutRedis(Call call, Throwable failure) {
        return InContext.fromRunnable(() -> log.warn("Redis cannot be asked for a lease: {}", failure.getMessage()))
                .then(
                        call.spec().effects() == Effects.ONCE
                                ? Mono.error(CommonProblem.UNAVAILABLE.exception(
                                        "Redis is needed to run '" + call.spec().name() + "' exactly once"))
                                : Mono.just(CallLeases.Lease.NONE));
    }

    private Mono<Void> giveBack(CallLeases.Lease lease, Disposable renewing) {
        renewing.dispose();
        return leases.release(lease)
                .onErrorResume(lost ->
                        InContext.fromRunnable(() -> log.debug("A lease runs out by itself: {}", lost.getMessage())));
    }

    /** While another one holds the lease: its result as soon as there is one, nothing until then. */
    private Mono<InvokeResponse> recordedMeanwhile(Call call, String key) {
        return journal.find(key)
                .filter(found -> found.status() != ExecutionStatus.RUNNING)
                .flatMap(found -> replay(call, found));
    }

    private Mono<InvokeResponse> underLease(Call call, String key) {
        return journal.begin(intent(call))
                .flatMap(begun -> execute(call, begun.id()))
                .switchIfEmpty(Mono.defer(() -> journal.find(key).flatMap(found -> continued(call, found))));
    }

    /** Recorded before, and nobody runs it now. */
    private Mono<InvokeResponse> continued(Call call, ExecutionRecord found) {
        // Of those that run only once, a cancelled call is one that was turned away before it began.
        boolean mayRunAgain = (found.status() == ExecutionStatus.CANCELLED
                        || found.status() == ExecutionStatus.RUNNING
                                && call.spec().effects() != Effects.ONCE)
                && call.fingerprint().equals(found.fingerprint());
        if (mayRunAgain) {
            return journal.restart(found.id()).then(Mono.defer(() -> execute(call, found.id())));
        }
        if (found.status() == ExecutionStatus.RUNNING && call.fingerprint().equals(found.fingerprint())) {
            return journal.end(found.id(), ExecutionStatus.UNKNOWN, "Its runner died before the result was recorded")
                    .then(unknown(found));
        }
        return replay(call, found);
    }

    private Mono<InvokeResponse> replay(Call call, ExecutionRecord found) {
        if (found.fingerprint() != null && !found.fingerprint().equals(call.fingerprint())) {
            return Mono.error(ToolsProblem.CALL_KEY_REUSED.exception(
                    "'" + call.key() + "' was used for a call of '" + found.tool() + "' with another input"));
        }
        return switch (found.status()) {
            case COMPLETED ->
                Mono.just(new InvokeResponse(
                        found.id(),
                        found.tool(),
                        found.status(),
                        found.output() == null ? json.createObjectNode() : found.output(),
                        found.durationMs(),
                        true));
            case FAILED -> {
                RecordedProblem failure = found.failure();
                yield Mono.error(
                        failure != null ? failure.exception() : ToolsProblem.RECORDED_FAILURE.exception("It failed"));
            }
            case RUNNING, CANCELLED, UNKNOWN -> unknown(found);
        };
    }

    private static Mono<InvokeResponse> unknown(ExecutionRecord found) {
        return Mono.error(unknown(found.id(), "The call of '" + found.tool() + "' ended without a record"));
    }

    private static ProblemException unknown(UUID id, String detail) {
        return ToolsProblem.EFFECT_UNKNOWN.exception(detail).with("execution_id", id.toString());
    }

    private Intent intent(Call call) {
        ToolRecord record = call.entry().record();
        return new Intent(
                Ids.uuid7(),
                record == null ? null : record.id(),
                call.spec().name(),
                call.agentId(),
                call.key(),
                call.fingerprint(),
                call.input());
    }

    private Mono<InvokeResponse> execute(Call call, UUID id) {
        return Mono.deferContextual(context -> runAndRecord(call, id).doOnCancel(() -> cancelled(id, context)));
    }

    /** A call that must not be repeated goes on, lease and all, when its client goes away: its result is recorded. */
    private static Mono<InvokeResponse> outlasting(Call call, Mono<InvokeResponse> run) {
        return call.spec().effects() != Effects.ONCE
                ? run
                : Mono.deferContextual(
                        context -> Mono.fromFuture(run.contextWrite(context).toFuture(), true));
    }

    private Mono<InvokeResponse> runAndRecord(Call call, UUID id) {
        long started = System.nanoTime();
        ToolCall toolCall = new ToolCall(id, call.input(), call.agentId(), json);
        return runner.run(call.entry().tool(), toolCall, call.timeout())
                .onErrorResume(
                        ProblemException.class, failure -> recordFailure(call, id, failure, millisSince(started)))
                // Failing here leaves the record running: a retry finds it so, and knows that the tool did run.
                .flatMap(output -> {
                    long duration = millisSince(started);
                    return journal.complete(id, output, duration)
                            .thenReturn(new InvokeResponse(
                                    id, call.spec().name(), ExecutionStatus.COMPLETED, output, duration, false));
                });
    }

    private Mono<JsonNode> recordFailure(Call call, UUID id, ProblemException failure, long duration) {
        boolean open = call.spec().effects() == Effects.ONCE && Runner.leavesEffectOpen(failure);
        ProblemException answer = open ? unknown(id, failure.detail()) : failure;
        return recorded(call, id, failure, open, duration)
                .onErrorResume(lost -> InContext.fromRunnable(
                        () -> log.warn("The failure of execution {} is not recorded: {}", id, lost.getMessage())))
                .then(Mono.error(answer));
    }

    private Mono<Void> recorded(Call call, UUID id, ProblemException failure, boolean open, long duration) {
        if (open) {
            return journal.end(id, ExecutionStatus.UNKNOWN, failure.detail());
        }
        return Runner.isPassing(failure) && call.key() != null
                ? journal.end(id, ExecutionStatus.CANCELLED, failure.detail())
                : journal.fail(id, call.fingerprint(), RecordedProblem.of(failure), duration);
    }

    private void cancelled(UUID id, ContextView context) {
        journal.end(id, ExecutionStatus.CANCELLED, "The client went away")
                .onErrorResume(lost -> InContext.fromRunnable(
                        () -> log.warn("The end of execution {} is not recorded: {}", id, lost.getMessage())))
                .contextWrite(context)
                .subscribe();
    }

    private static long millisSince(long started) {
        return (System.nanoTime() - started) / 1_000_000;
    }
}
