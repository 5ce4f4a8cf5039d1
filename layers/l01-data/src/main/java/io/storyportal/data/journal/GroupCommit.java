package io.storyportal.data.journal;

import io.micrometer.core.instrument.Counter;
import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Unreachable;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One transaction for a group of one tenant's submissions. Nobody is told anything before it has committed. Should a
 * statement fail on what one of them holds (a name taken twice, a number out of range), each is tried again alone, so
 * that the others never notice.
 */
final class GroupCommit {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final Duration ANSWERS_COUNT = Duration.ofHours(24);
    private static final TypeReference<List<Recorded>> ANSWER = new TypeReference<>() {};

    /** What a transaction came to, for one submission. */
    private record Outcome(Pending pending, Decision decision, List<Recorded> recorded) {

        /** An earlier answer given again records nothing. */
        long events() {
            return decision instanceof Decision.Accepted
                    ? recorded.stream().filter(one -> one.event() != null).count()
                    : 0;
        }
    }

    private final Database database;
    private final JournalStore store;
    private final Projections projections;
    private final JsonMapper json;
    private final Clock clock;
    private final Counter events;

    GroupCommit(
            Database database,
            JournalStore store,
            Projections projections,
            JsonMapper json,
            Clock clock,
            Counter events) {
        this.database = database;
        this.store = store;
        this.projections = projections;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /** Completes when every submission of the group has its outcome; never fails. Says whether anything was recorded. */
    Mono<Boolean> run(TenantId tenant, List<Pending> group) {
        return attempt(tenant, group).onErrorResume(failure -> {
            if (group.size() == 1 || Unreachable.is(failure)) {
                group.forEach(pending -> pending.fail(RefusedStatement.translate(failure)));
                return Mono.just(false);
            }
            log.info("A group of {} is taken apart: {}", group.size(), failure.getMessage());
            return Flux.fromIterable(group)
                    .concatMap(pending -> run(tenant, List.of(pending)))
                    .reduce(false, Boolean::logicalOr);
        });
    }

    private Mono<Boolean> attempt(TenantId tenant, List<Pending> group) {
        return database.appending(tenant, connection -> carryOut(connection, tenant, group))
                .map(outcomes -> {
                    outcomes.forEach(outcome -> events.increment(outcome.events()));
                    outcomes.forEach(this::tell);
                    return outcomes.stream().anyMatch(outcome -> outcome.decision() instanceof Decision.Accepted);
                });
    }

    private Mono<List<Outcome>> carryOut(Connection connection, TenantId tenant, List<Pending> group) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.standing(connection, tenant, aggregatesOf(group), scopesOf(group), now.minus(ANSWERS_COUNT))
                .flatMap(standing -> {
                    Ledger ledger = new Ledger(now, standing);
                    Map<Pending, Decision> decisions = new LinkedHashMap<>();
                    group.forEach(pending -> decisions.put(pending, ledger.decide(pending.submission())));
                    return write(connection, tenant, standing, decisions, now);
                });
    }

    private Mono<List<Outcome>> write(
            Connection connection, TenantId tenant, Standing standing, Map<Pending, Decision> decisions, Instant now) {
        List<Draft> drafts = decisions.values().stream()
                .flatMap(decision -> decision instanceof Decision.Accepted(List<Draft> accepted)
                        ? accepted.stream()
                        : Stream.<Draft>empty())
                .toList();
        List<Draft> events =
                drafts.stream().filter(draft -> draft.event() != null).toList();
        Mono<Void> recorded = events.isEmpty() ? Mono.empty() : store.record(connection, tenant, standing, events, now);
        if (isAll(decisions)) {
            return Database.last(connection, recorded).then(Mono.fromSupplier(() -> outcomes(decisions, Map.of())));
        }
        return recorded.then(Mono.defer(() -> projections.apply(connection, tenant, drafts)))
                .flatMap(states -> {
                    List<Outcome> outcomes = outcomes(decisions, states);
                    return store.remember(connection, tenant, answersOf(outcomes), now)
                            .thenReturn(outcomes);
                });
    }

    /** Whether events are all there is to write: neither rows of resources nor answers to be given again. */
    private boolean isAll(Map<Pending, Decision> decisions) {
        return decisions.keySet().stream()
                .map(Pending::submission)
                .allMatch(submission -> submission.idempotencyKey() == null
                        && submission.commands().stream().noneMatch(projections::concerns));
    }

    private List<Outcome> outcomes(Map<Pending, Decision> decisions, Map<Draft, ObjectNode> states) {
        List<Outcome> outcomes = new ArrayList<>();
        decisions.forEach((pending, decision) -> outcomes.add(outcome(pending, decision, states)));
        return outcomes;
    }

    private Outcome outcome(Pending pending, Decision decision, Map<Draft, ObjectNode> states) {
        return switch (decision) {
            case Decision.Accepted accepted ->
                new Outcome(
                        pending,
                        decision,
                        accepted.drafts().stream()
                                .map(draft -> new Recorded(
                                        draft.aggregate().id(),
                                        draft.head().version(),
                                        draft.head().position(),
                                        draft.event(),
                                        states.get(draft)))
                                .toList());
            case Decision.Answered answered -> new Outcome(pending, decision, json.readValue(answered.json(), ANSWER));
            case Decision.Refused refused -> new Outcome(pending, decision, List.of());
        };
    }

    private void tell(Outcome outcome) {
        if (outcome.decision() instanceof Decision.Refused(var problem)) {
            outcome.pending().fail(problem);
        } else {
            outcome.pending().complete(outcome.recorded());
        }
    }

    private static Map<IdempotencyKey, List<Recorded>> answersOf(List<Outcome> outcomes) {
        Map<IdempotencyKey, List<Recorded>> answers = new HashMap<>();
        for (Outcome outcome : outcomes) {
            IdempotencyKey key = outcome.pending().submission().idempotencyKey();
            if (key != null && outcome.decision() instanceof Decision.Accepted) {
                answers.put(key, outcome.recorded());
            }
        }
        return answers;
    }

    private static Set<AggregateKey> aggregatesOf(List<Pending> group) {
        Set<AggregateKey> aggregates = new HashSet<>();
        for (Pending pending : group) {
            for (Command command : pending.submission().commands()) {
                aggregates.add(command.aggregate());
                command.references().forEach(reference -> aggregates.add(reference.to()));
            }
        }
        return aggregates;
    }

    private static Set<String> scopesOf(List<Pending> group) {
        Set<String> scopes = new HashSet<>();
        for (Pending pending : group) {
            IdempotencyKey key = pending.submission().idempotencyKey();
            if (key != null) {
                scopes.add(key.scope());
            }
        }
        return scopes;
    }
}
