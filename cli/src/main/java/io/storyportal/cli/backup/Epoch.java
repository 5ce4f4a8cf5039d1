package io.storyportal.cli.backup;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * L01's feed epoch, the first part of every feed cursor. It rises with a restore, so that what is recorded from now on stands
 * behind everything a follower may have seen, also what the restore undid.
 */
final class Epoch {

    private Epoch() {}

    /** Of a database that L01 has migrated; another one has no feed. */
    static void raise(Connection connection) throws SQLException {
        if (ServerCopy.one(connection, "select to_regclass('l01.feed_epoch') is not null")
                .equals("t")) {
            try (var statement = connection.createStatement()) {
                statement.execute("update l01.feed_epoch set epoch = epoch + 1");
            }
        }
    }

    /** How many tenants' logs are not whole: not 1..n, or not ending where their heads say. */
    static long broken(Connection connection) throws SQLException {
        if (!ServerCopy.one(connection, "select to_regclass('l01.journal_heads') is not null")
                .equals("t")) {
            return 0;
        }
        return Long.parseLong(ServerCopy.one(connection, """
                select count(*) from l01.journal_heads h full join (
                    select tenant_id, count(*) as events, max(position) as last from l01.events group by tenant_id) e
                       on e.tenant_id = h.tenant_id
                 where e.events is distinct from h.position or e.last is distinct from h.position
                """));
    }
}
