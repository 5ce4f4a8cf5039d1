package io.storyportal.planning.execution;

import io.r2dbc.spi.Readable;
import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs in the layer's private schema. Time is the database's, so that replicas need no common clock. */
public final class PostgresRunStore implements RunStore {
    private static final String COLUMNS = "tenant_id, plan_id, goal_id, generation, attention";

    private final TenantTransactions transactions;

    public PostgresRunStore(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Void> offer(RunKey run, UUID goal) {
        return transactions.inTenant(run.tenant(), db -> db.sql("""
                        insert into runs (tenant_id, plan_id, goal_id) values (:tenant, :plan, :goal)
                        on conflict do nothing""")
                .bind("tenant", run.tenant().value())
                .bind("plan", run.plan())
                .bind("goal", goal)
                .then());
    }

    @Override
    public Mono<Lease> begin(RunKey run, UUID goal, String owner, Duration hold) {
        return transactions.inTenant(run.tenant(), db -> db.sql("""
                        insert into runs (tenant_id, plan_id, goal_id, lease_owner, lease_until, generation)
                        values (:tenant, :plan, :goal, :owner, now() + make_interval(secs => :hold), 1)
                        on conflict do nothing returning\s""" + COLUMNS)
                .bind("tenant", run.tenant().value())
                .bind("plan", run.plan())
                .bind("goal", goal)
                .bind("owner", owner)
                .bind("hold", seconds(hold))
                .map(PostgresRunStore::lease)
                .one());
    }

    @Override
    public Flux<Lease> claim(String owner, int limit, Duration hold) {
        return forAllTenants(db -> db.sql("""
                        with due as (
                            select tenant_id, plan_id from runs
                            where state = 'open' and not_before <= now() and (lease_until is null or lease_until < now())
                            order by not_before limit :limit for update skip locked)
                        update runs set lease_owner = :owner, lease_until = now() + make_interval(secs => :hold),
                               generation = generation + 1, updated_at = now()
                        from due where runs.tenant_id = due.tenant_id and runs.plan_id = due.plan_id
                        returning runs.tenant_id, runs.plan_id, runs.goal_id, runs.generation, runs.attention""")
                        .bind("limit", limit)
                        .bind("owner", owner)
                        .bind("hold", seconds(hold))
                        .map(PostgresRunStore::lease)
                        .all()
                        .collectList())
                .flatMapIterable(Function.identity());
    }

    @Override
    public Mono<Map<RunKey, Lease>> renew(String owner, List<RunKey> held, Duration hold) {
        UUID[] plans = held.stream().map(RunKey::plan).toArray(UUID[]::new);
        return forAllTenants(db -> db.sql("""
                        update runs set lease_until = now() + make_interval(secs => :hold)
                        where lease_owner = :owner and plan_id = any(:plans) and state = 'open' returning\s""" + COLUMNS)
                .bind("owner", owner)
                .bind("plans", plans)
                .bind("hold", seconds(hold))
                .map(PostgresRunStore::lease)
                .all()
                .collectMap(Lease::run));
    }

    @Override
    public Mono<Void> nudge(RunKey run, UUID goal) {
        return transactions.inTenant(run.tenant(), db -> db.sql("""
                        insert into runs (tenant_id, plan_id, goal_id, attention) values (:tenant, :plan, :goal, 1)
                        on conflict (tenant_id, plan_id) do update
                        set attention = runs.attention + 1, state = 'open', not_before = now(), updated_at = now()""")
                .bind("tenant", run.tenant().value())
                .bind("plan", run.plan())
                .bind("goal", goal)
                .then());
    }

    @Override
    public Mono<Void> release(Lease lease, Duration notBefore) {
        return transactions.inTenant(
                lease.run().tenant(),
                db -> held(db, lease, """
                        update runs set lease_owner = null, lease_until = null, updated_at = now(),
                               not_before = now() + make_interval(secs => :wait)
                        where plan_id = :plan and generation = :generation""").bind("wait", seconds(notBefore)).then());
    }

    @Override
    public Mono<Boolean> finish(Lease lease) {
        return transactions.inTenant(lease.run().tenant(), db -> held(db, lease, """
                        update runs set lease_owner = null, lease_until = null, updated_at = now(), not_before = now(),
                               state = case when attention = :attention then 'done' else 'open' end
                        where plan_id = :plan and generation = :generation returning state""")
                .bind("attention", lease.attention())
                .map(row -> "done".equals(row.get(0, String.class)))
                .one()
                .defaultIfEmpty(false));
    }

    @Override
    public Mono<Long> purge(Duration age) {
        String sql = """
                with answers as (delete from accepted_goals where created_at < now() - interval '24 hours')
                delete from runs where state = 'done' and updated_at < now() - make_interval(secs => :age)""";
        return forAllTenants(db -> db.sql(sql).bind("age", seconds(age)).fetch().rowsUpdated());
    }

    private <T> Mono<T> forAllTenants(Function<DatabaseClient, Mono<T>> work) {
        return transactions.untenanted(
                db -> db.sql("set local role portal_l05_scheduler").then().then(Mono.defer(() -> work.apply(db))));
    }

    private static DatabaseClient.GenericExecuteSpec held(DatabaseClient db, Lease lease, String sql) {
        return db.sql(sql).bind("plan", lease.run().plan()).bind("generation", lease.generation());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Lease lease(Readable row) {
        return new Lease(
                new RunKey(new TenantId(uuid(row, "tenant_id")), uuid(row, "plan_id")),
                uuid(row, "goal_id"),
                number(row, "generation"),
                number(row, "attention"));
    }

    private static UUID uuid(Readable row, String column) {
        return java.util.Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static long number(Readable row, String column) {
        return java.util.Objects.requireNonNull(row.get(column, Long.class));
    }
}
