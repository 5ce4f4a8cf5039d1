package io.storyportal.data.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.testing.RealServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Publishing was one row's until there were partitions. */
class OlderPublisherTest extends PublishingScene {

    private static void migrate(DatabaseUrl url, String target) {
        Flyway.configure()
                .dataSource(url.jdbc(), url.user(), url.password())
                .schemas("l01")
                .target(target)
                .load()
                .migrate();
    }

    private static String placesAfterUpgrade(String update) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(RealServers.newDatabase("upgrade"));
        migrate(url, "7");
        try (Connection connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            connection.setSchema("l01");
            statement.execute(update);
            migrate(url, "8");
            try (ResultSet rows =
                    statement.executeQuery("select count(*) || ' at ' || epoch || '-' || xid || '-' || seq"
                            + " from publish_partitions where name = 'events' group by epoch, xid, seq")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Test
    void everyPartitionGoesOnWhereTheOldRowStood() throws SQLException {
        assertThat(placesAfterUpgrade("update publishers set cursor = '2-9000000000000000000-77', holder = 'old',"
                        + " held_until = now() + interval '10 seconds'"))
                .isEqualTo("8 at 2-9000000000000000000-77");
    }

    @Test
    void everyPartitionBeginsAtTheStartWhenNothingWasPublished() throws SQLException {
        assertThat(placesAfterUpgrade("update publishers set cursor = null")).isEqualTo("8 at 0-0-0");
    }

    @Test
    void theOldRowFollowsUnlessAnOlderInstancePublishesByIt() {
        newName();
        PartitionLeases visitor = new PartitionLeases(database, "events", "visitor");
        try {
            asOwner(
                    "update publishers set cursor = '0-0-1', held_until = now() + interval '1 hour' where name = 'redis'");
            visitor.renew(Map.of()).block();
            assertThat(ask("select cursor from publishers where name = 'redis'"))
                    .isEqualTo("0-0-1");
            asOwner("update publishers set held_until = now() where name = 'redis'");
            append(newTenant(), 3);
            visitor.renew(Map.of()).block();
            assertThat(ask("select cursor from publishers where name = 'redis'"))
                    .isNotEqualTo("0-0-1");
        } finally {
            visitor.leave(Map.of()).block();
        }
    }
}
