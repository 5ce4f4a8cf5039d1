package io.storyportal.data.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("l01")
class LedgerTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TenantId TENANT = new TenantId(Ids.uuid7());
    private static final AggregateKey GOAL = new AggregateKey("goal", Ids.uuid7());

    private final Ledger empty = ledger(Map.of(), Map.of());

    private static Ledger ledger(Map<AggregateKey, Head> heads, Map<String, Standing.GivenAnswer> answers) {
        return new Ledger(Instant.EPOCH, new Standing(7, EventChain.start(), 1, heads, answers));
    }

    private static Head head(long version, boolean deleted) {
        return new Head(version, 3, deleted, "digest", JSON.createObjectNode());
    }

    private static ObjectNode fields(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    private static Command.Create create(AggregateKey key, String digest, List<Reference> references) {
        return new Command.Create(
                key,
                "goal.created",
                fields("plan_id", "p"),
                JSON.createObjectNode(),
                Set.of("plan_id"),
                digest,
                references);
    }

    private static Command.Change change(AggregateKey key, @Nullable Long ifMatch) {
        return new Command.Change(key, "goal.started", fields("status", "running"), ifMatch, List.of());
    }

    private static Submission of(Command... commands) {
        return new Submission(TENANT, "ann", null, List.of(commands), null, 1);
    }

    private static Submission once(String scope, String fingerprint, Command... commands) {
        return new Submission(TENANT, "ann", null, List.of(commands), new IdempotencyKey(scope, fingerprint), 1);
    }

    private static List<Draft> accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).drafts();
    }

    private static String refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).problem().problem().slug();
    }

    @Test
    void givesTheNextPositionAndVersion() {
        List<Draft> drafts = accepted(empty.decide(of(create(GOAL, "d", List.of()), change(GOAL, 1L))));
        EventEnvelope second = Objects.requireNonNull(drafts.get(1).event());
        assertThat(second.position()).isEqualTo(9);
        assertThat(second.version()).isEqualTo(2);
    }

    @Test
    void carriesFieldsIntoEveryLaterPayload() {
        List<Draft> drafts = accepted(empty.decide(of(create(GOAL, "d", List.of()), change(GOAL, null))));
        assertThat(drafts.get(1).payload()).isEqualTo(fields("plan_id", "p").put("status", "running"));
    }

    @Test
    void leavesNoTraceOfARefusedSubmission() {
        assertThat(refusal(empty.decide(of(create(GOAL, "d", List.of()), change(GOAL, 9L)))))
                .isEqualTo("precondition-failed");
        List<Draft> next = accepted(empty.decide(of(create(GOAL, "d", List.of()))));
        assertThat(Objects.requireNonNull(next.getFirst().event()).position()).isEqualTo(8);
        assertThat(next.getFirst().head().version()).isOne();
    }

    @Test
    void recognisesTheSameCreationByItsDigest() {
        Ledger ledger = ledger(Map.of(GOAL, head(4, false)), Map.of());
        Draft repeated =
                accepted(ledger.decide(of(create(GOAL, "digest", List.of())))).getFirst();
        assertThat(repeated.event()).isNull();
        assertThat(repeated.head().version()).isEqualTo(4);
        assertThat(refusal(ledger.decide(of(create(GOAL, "another", List.of())))))
                .isEqualTo("already-exists");
    }

    @Test
    void doesNotBringBackWhatWasDeleted() {
        Ledger ledger = ledger(Map.of(GOAL, head(4, true)), Map.of());
        assertThat(refusal(ledger.decide(of(create(GOAL, "digest", List.of())))))
                .isEqualTo("already-exists");
        assertThat(refusal(ledger.decide(of(change(GOAL, null))))).isEqualTo("not-found");
        assertThat(accepted(ledger.decide(of(new Command.Put(GOAL, "goal.updated", fields("a", "b"), null))))
                        .getFirst()
                        .head()
                        .version())
                .isEqualTo(5);
    }

    @Test
    void seesWhatEarlierCommandsOfTheGroupMade() {
        AggregateKey plan = new AggregateKey("plan", Ids.uuid7());
        Command.Create referring = create(plan, "d", List.of(new Reference("goal_id", GOAL)));
        assertThat(refusal(empty.decide(of(referring)))).isEqualTo("missing-reference");
        accepted(empty.decide(of(create(GOAL, "d", List.of()))));
        accepted(empty.decide(of(referring)));
    }

    @Test
    void answersAKeyByWhatItCameWithBefore() {
        Ledger ledger = ledger(Map.of(), Map.of("k", new Standing.GivenAnswer("same", "[]")));
        assertThat(ledger.decide(once("k", "same", create(GOAL, "d", List.of()))))
                .isEqualTo(new Decision.Answered("[]"));
        assertThat(refusal(ledger.decide(once("k", "other", create(GOAL, "d", List.of())))))
                .isEqualTo("idempotency-key-reused");
        accepted(ledger.decide(once("new", "x", create(GOAL, "d", List.of()))));
        assertThat(refusal(ledger.decide(once("new", "x", create(GOAL, "d", List.of())))))
                .isEqualTo("idempotent-request-in-flight");
    }

    @Test
    void doesNotCountARefusalAsTheAnswerOfItsKey() {
        assertThat(refusal(empty.decide(once("k", "x", change(GOAL, null))))).isEqualTo("not-found");
        accepted(empty.decide(once("k", "x", create(GOAL, "d", List.of()))));
    }
}
