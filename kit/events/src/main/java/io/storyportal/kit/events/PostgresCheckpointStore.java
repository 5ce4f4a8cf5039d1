package io.storyportal.kit.events;

import io.storyportal.kit.data.postgres.TenantTransactions;
import reactor.core.publisher.Mono;

/**
 * Checkpoints in the layer's own schema. The layer's migration brings the table: {@code create table checkpoints (follower
 * text primary key, cursor text not null, saved_at timestamptz not null default now())}.
 */
public final class PostgresCheckpointStore implements CheckpointStore {

    private static final String SAVE = """
            insert into checkpoints (follower, cursor) values (:follower, :cursor)
            on conflict (follower) do update set cursor = excluded.cursor, saved_at = now()
            """;

    private final TenantTransactions transactions;

    public PostgresCheckpointStore(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<String> load(String follower) {
        return transactions.untenanted(
                database -> database.sql("select cursor from checkpoints where follower = :follower")
                        .bind("follower", follower)
                        .mapValue(String.class)
                        .one());
    }

    @Override
    public Mono<Void> save(String follower, String cursor) {
        return transactions.untenanted(database -> database.sql(SAVE)
                .bind("follower", follower)
                .bind("cursor", cursor)
                .then());
    }
}
