package io.storyportal.planning.requests;

import io.r2dbc.spi.Readable;
import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.Ids;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is known of requests by their Idempotency-Keys, kept for a day per tenant and principal. A key is taken before
 * anything happens and keeps the ids of what the request makes, so one that was cut off goes on as the same goal.
 */
public final class RequestTurns {
    private final TenantTransactions transactions;

    public RequestTurns(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Whose turn it is for a key.
     *
     * @param mine this request has to do it
     * @param again an earlier one tried, and may have got as far as L01
     * @param fingerprint of the request that was answered; null before
     */
    public record Turn(
            UUID goalId,
            UUID planId,
            boolean mine,
            boolean again,
            @Nullable String fingerprint) {
        static Turn fresh() {
            return new Turn(Ids.uuid7(), Ids.uuid7(), true, false, null);
        }

        boolean answered() {
            return fingerprint != null;
        }
    }

    Mono<Turn> take(Caller caller, String key) {
        Turn fresh = Turn.fresh();
        return transactions.inTenant(caller.tenant(), db -> db.sql("""
                        insert into accepted_goals (tenant_id, principal, key, goal_id, plan_id)
                        values (:tenant, :principal, :key, :goal, :plan)
                        on conflict (tenant_id, principal, key) do update set
                            created_at = now(), attempts = accepted_goals.attempts + 1,
                            goal_id = case when accepted_goals.created_at < now() - interval '24 hours'
                                           then excluded.goal_id else accepted_goals.goal_id end,
                            plan_id = case when accepted_goals.created_at < now() - interval '24 hours'
                                           then excluded.plan_id else accepted_goals.plan_id end,
                            fingerprint = null
                        where accepted_goals.created_at < now() - interval '24 hours'
                           or (accepted_goals.fingerprint is null
                               and accepted_goals.created_at < now() - interval '60 seconds')
                        returning goal_id, plan_id, attempts""")
                .bind("tenant", caller.tenant().value())
                .bind("principal", caller.principal())
                .bind("key", key)
                .bind("goal", fresh.goalId())
                .bind("plan", fresh.planId())
                .map(row -> new Turn(uuid(row, "goal_id"), uuid(row, "plan_id"), true, attempts(row) > 1, null))
                .one()
                .switchIfEmpty(db.sql("""
                                select goal_id, plan_id, fingerprint from accepted_goals
                                where principal = :principal and key = :key""")
                        .bind("principal", caller.principal())
                        .bind("key", key)
                        .map(row -> new Turn(
                                uuid(row, "goal_id"),
                                uuid(row, "plan_id"),
                                false,
                                false,
                                row.get("fingerprint", String.class)))
                        .one()));
    }

    Mono<Void> answered(Caller caller, String key, String fingerprint) {
        return transactions.inTenant(caller.tenant(), db -> db.sql(
                        "update accepted_goals set fingerprint = :fingerprint where principal = :principal and key = :key")
                .bind("fingerprint", fingerprint)
                .bind("principal", caller.principal())
                .bind("key", key)
                .then());
    }

    /** The request was refused: the key may be used for another try. */
    Mono<Void> refused(Caller caller, String key) {
        return transactions.inTenant(caller.tenant(), db -> db.sql(
                        "delete from accepted_goals where principal = :principal and key = :key and fingerprint is null")
                .bind("principal", caller.principal())
                .bind("key", key)
                .then());
    }

    /** Nobody knows how far the request got: the next one goes on as the same goal, at once. */
    Mono<Void> interrupted(Caller caller, String key) {
        return transactions.inTenant(caller.tenant(), db -> db.sql("""
                        update accepted_goals set created_at = now() - interval '60 seconds'
                        where principal = :principal and key = :key and fingerprint is null""")
                .bind("principal", caller.principal())
                .bind("key", key)
                .then());
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static int attempts(Readable row) {
        return Objects.requireNonNull(row.get("attempts", Integer.class));
    }
}
