package io.storyportal.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.data.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What tests may rely on whichever servers they run on. */
@Tag("kit")
class RealServersTest {

    @Test
    void eachCallerHasADatabaseOfItsOwn() throws SQLException {
        DatabaseUrl one = DatabaseUrl.parse(RealServers.newDatabase("same"));
        DatabaseUrl other = DatabaseUrl.parse(RealServers.newDatabase("same"));
        try (Connection connection = DriverManager.getConnection(one.jdbc(), one.user(), one.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table mine (id integer)");
        }
        assertThat(answer(other, "select coalesce(to_regclass('mine')::text, 'none')"))
                .isEqualTo("none");
    }

    @Test
    void theirRoleMakesRolesAndDatabasesAndIsBoundByRowLevelSecurity() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(RealServers.newDatabase("rights"));
        assertThat(answer(
                        url,
                        "select concat_ws(' ', rolcreaterole, rolcreatedb, rolsuper, rolbypassrls)"
                                + " from pg_roles where rolname = current_user"))
                .isEqualTo("t t f f");
    }

    @Test
    void textSortsByCodePoint() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(RealServers.newDatabase("order"));
        assertThat(answer(url, "select string_agg(t, '' order by t) from unnest(array['b', 'é', 'a', 'B', '-']) t"))
                .isEqualTo("-Babé");
    }

    private static String answer(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
