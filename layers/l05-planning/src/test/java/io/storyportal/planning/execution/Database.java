package io.storyportal.planning.execution;

import io.r2dbc.pool.ConnectionPool;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Migrations;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.kit.testing.RealServers;

/** A database of this test class' own, with the layer's schema, seen as the layer sees it. */
public final class Database implements AutoCloseable {
    private final Migrations migrations;
    private final ConnectionPool pool;
    public final TenantTransactions transactions;

    public Database(String name) {
        DatabaseUrl url = DatabaseUrl.parse(RealServers.newDatabase(name));
        migrations = new Migrations(url, "l05");
        migrations.start();
        pool = Pools.of(url, "l05", "portal_l05_app", 8);
        transactions = new TenantTransactions(pool, migrations);
    }

    @Override
    public void close() {
        migrations.stop();
        pool.dispose();
    }
}
