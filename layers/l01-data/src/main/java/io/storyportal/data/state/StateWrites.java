package io.storyportal.data.state;

import io.r2dbc.spi.Readable;
import io.storyportal.data.DataProblem;
import io.storyportal.data.database.Database;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.Recorded;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sets the state of a session that goes on. Whoever ends the session moves the state's version in the same transaction,
 * so a write that was decided on before that is refused, looks again, and finds the session ended.
 */
final class StateWrites {

    private static final String EVENT = AgentStates.TYPE.aggregate() + ".updated";
    private static final int ATTEMPTS = 10;

    private static final String STANDING = """
            select s.status = 'ended' as ended, coalesce(h.version, 0) as version, coalesce(not h.deleted, false) as living
              from sessions s
              left join aggregate_heads h
                on h.tenant_id = s.tenant_id and h.aggregate_type = 'state' and h.aggregate_id = s.id
             where s.tenant_id = $1 and s.id = $2
            """;

    private record Standing(boolean ended, long version, boolean living) {}

    private final Database database;
    private final Submissions submissions;
    private final JsonMapper json;

    StateWrites(Database database, Submissions submissions, JsonMapper json) {
        this.database = database;
        this.submissions = submissions;
        this.json = json;
    }

    Mono<Recorded> put(UUID session, PutState body, @Nullable Long ifMatch, Caller caller) {
        Once once = new Once("PUT state/" + session, null, body);
        return standing(session, caller)
                .flatMap(standing ->
                        submissions.submit(List.of(command(session, body, ifMatch, standing)), once, caller))
                .map(List::getFirst)
                .retryWhen(Retry.max(ATTEMPTS)
                        .filter(refused -> ifMatch == null && isOutrun(refused))
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
    }

    private Mono<Standing> standing(UUID session, Caller caller) {
        return database.rows(
                        caller.tenant(), STANDING, List.of(caller.tenant().value(), session), StateWrites::standing)
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No session " + session)))
                .doOnNext(standing -> {
                    if (standing.ended()) {
                        throw DataProblem.SESSION_ENDED.exception("Session " + session + " has ended");
                    }
                });
    }

    private static Standing standing(Readable row) {
        return new Standing(
                Objects.requireNonNull(row.get("ended", Boolean.class)),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("living", Boolean.class)));
    }

    /** A change holds only while there is a state to change; a beginning only at the version that was seen. */
    private Command command(UUID session, PutState body, @Nullable Long ifMatch, Standing seen) {
        AggregateKey key = new AggregateKey(AgentStates.TYPE.aggregate(), session);
        return seen.living() || ifMatch != null
                ? new Command.Change(key, EVENT, json.valueToTree(body), ifMatch, List.of())
                : new Command.Append(key, EVENT, json.valueToTree(body), seen.version(), null, 1);
    }

    private static boolean isOutrun(Throwable refused) {
        Set<Problem> problems = Set.of(CommonProblem.NOT_FOUND, DataProblem.VERSION_CONFLICT);
        return refused instanceof ProblemException problem && problems.contains(problem.problem());
    }
}
