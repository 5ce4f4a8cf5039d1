package io.storyportal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore of a PostgreSQL that is not ours; needs an installed one. */
@Tag("cli")
class ServerDumpTest {

    @TempDir
    Path root;

    private static final String[] TABLES = {
        "create schema l01",
        "create table l01.feed_epoch (epoch int)",
        "insert into l01.feed_epoch values (1)",
        "create table l01.journal_heads (tenant_id int primary key, position bigint)",
        "insert into l01.journal_heads values (1, 1)",
        "create table l01.events (tenant_id int, position bigint, said text)",
        "insert into l01.events values (1, 1, 'kept')",
        "alter table l01.events enable row level security",
        "alter table l01.events force row level security",
        "create policy own on l01.events to portal_l01_app using (true)"
    };

    @Test
    void dumpsAServerOfOthersAndRestoresItWithItsRolesIntoAnEmptyDatabase() throws Exception {
        var programs = InstalledPostgres.programs();
        assumeTrue(programs.isPresent(), "PostgreSQL's server and client programs are not installed");
        try (var source = InstalledPostgres.start(programs.get(), Path.of("/tmp/portal-source-" + root.getFileName()));
                var target =
                        InstalledPostgres.start(programs.get(), Path.of("/tmp/portal-target-" + root.getFileName()))) {
            source.execute(
                    "admin",
                    "postgres",
                    "create role portal login createrole",
                    "create role portal_l01_app nologin",
                    "create database portal owner portal");
            source.execute("portal", "portal", TABLES);
            target.execute("admin", "postgres", "create role portal login", "create database portal owner portal");

            try (var home = home(source, "portal")) {
                assertThat(home.run("backup")).isEqualTo(ExitCode.MACHINE);
                assertThat(home.printed()).contains("may not read every row", "PORTAL_BACKUP_URL");
            }
            try (var home = home(source, "admin")) {
                home.file("keys/l01.jwk", "secret");
                assertThat(home.json("backup").path("kind").asString()).isEqualTo("dump");
                assertThat(home.run("restore")).isEqualTo(ExitCode.MACHINE);
                assertThat(home.printed()).contains("is not empty");
            }
            try (var home = home(target, "admin")) {
                assertThat(home.json("restore").path("broken_histories").asInt())
                        .isZero();
            }
            assertThat(said(target)).isEqualTo("kept 2");
        }
    }

    private BackedUpHome home(InstalledPostgres server, String user) throws Exception {
        return new BackedUpHome(
                root,
                "home",
                Map.of(
                        "DATABASE_URL",
                        server.url("portal", "portal"),
                        "PORTAL_BACKUP_URL",
                        server.url(user, "portal")));
    }

    /** As the role that the dump only named. */
    private static String said(InstalledPostgres server) throws Exception {
        try (var connection = server.connect("portal", "portal");
                var statement = connection.createStatement()) {
            statement.execute("grant usage on schema l01 to portal_l01_app");
            statement.execute("grant select on all tables in schema l01 to portal_l01_app");
            statement.execute("set role portal_l01_app");
            try (var row = statement.executeQuery("select said || ' ' || epoch from l01.events, l01.feed_epoch")) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
