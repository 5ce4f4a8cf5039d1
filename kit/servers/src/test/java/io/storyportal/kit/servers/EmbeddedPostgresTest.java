package io.storyportal.kit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("kit")
class EmbeddedPostgresTest {

    @TempDir
    Path home;

    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @AfterEach
    void stopAll() {
        started.forEach(EmbeddedPostgres::close);
    }

    @Test
    void keepsEveryCommitAndItsSettingsSaySo() throws SQLException {
        var postgres = start(ServerOptions.keep());
        try (var connection = connect(postgres)) {
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(connection, "full_page_writes")).isEqualTo("on");
            assertThat(setting(connection, "data_checksums")).isEqualTo("on");
            assertThat(setting(connection, "password_encryption")).isEqualTo("scram-sha-256");
            assertThat(setting(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(connection, "unix_socket_permissions")).isEqualTo("0700");
            assertThat(setting(connection, "log_min_error_statement")).isEqualTo("panic");
        }
    }

    @Test
    void letsNobodyElseIntoItsFolders() throws IOException {
        start(ServerOptions.keep());
        for (var folder : List.of("", "data", "socket")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(folder))))
                    .as("folder '%s'", folder)
                    .isEqualTo("rwx------");
        }
        for (var file : List.of("password", "superuser.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAWrongPasswordAlsoFromThisMachine() {
        var postgres = start(ServerOptions.throwAway());
        var url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/portal";
        assertThatThrownBy(() -> DriverManager.getConnection(url, "portal", "guessed"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void givesThePlatformARoleThatRowLevelSecurityBinds() throws SQLException {
        var postgres = start(ServerOptions.throwAway());
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
                        + " FROM pg_roles WHERE rolname = current_user")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean("rolsuper")).isFalse();
            assertThat(row.getBoolean("rolbypassrls")).isFalse();
            assertThat(row.getBoolean("rolcreaterole")).isTrue();
            assertThat(row.getBoolean("rolcreatedb")).isTrue();
        }
    }

    @Test
    void keepsDataAndPasswordOverARestart() throws SQLException {
        var first = start(ServerOptions.keep());
        execute(first, "CREATE TABLE kept (value text)");
        execute(first, "INSERT INTO kept VALUES ('yes')");
        first.close();
        assertThat(ProcessHandle.of(first.pid())).isEmpty();

        var second = EmbeddedPostgres.start(home, first.port(), ServerOptions.keep());
        started.add(second);
        assertThat(second.url()).isEqualTo(first.url());
        assertThat(keptValue(second)).isEqualTo("yes");
    }

    @Test
    void comesBackWithItsCommitsAfterAKill() throws Exception {
        var first = start(ServerOptions.keep());
        execute(first, "CREATE TABLE kept (value text)");
        execute(first, "INSERT INTO kept VALUES ('yes')");
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        assertThat(first.exited().get(20, TimeUnit.SECONDS)).isNotZero();
        assertThat(home.resolve("data/postmaster.pid")).exists();

        var second = start(ServerOptions.keep());
        assertThat(keptValue(second)).isEqualTo("yes");
    }

    @Test
    void isNotHeldUpByALockFileWhoseProcessIdBelongsToAnother() throws Exception {
        var first = start(ServerOptions.throwAway());
        first.close();
        var lock = new ArrayList<>(Collections.nCopies(8, "0"));
        lock.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(home.resolve("data/postmaster.pid"), lock);

        start(ServerOptions.throwAway());
    }

    @Test
    void endsAServerThatWasLeftOnItsFolder() throws SQLException {
        var left = start(ServerOptions.throwAway());
        var pid = left.pid();
        var next = start(ServerOptions.throwAway());
        assertThat(ProcessHandle.of(pid)).isEmpty();
        execute(next, "SELECT 1");
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(home, taken.getLocalPort(), ServerOptions.throwAway()))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for PostgreSQL is taken");
        }
    }

    private EmbeddedPostgres start(ServerOptions options) {
        var postgres = EmbeddedPostgres.start(home, 0, options);
        started.add(postgres);
        return postgres;
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        var uri = URI.create(postgres.url());
        var login = uri.getUserInfo().split(":");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + uri.getPort() + uri.getPath(), login[0], login[1]);
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String keptValue(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT value FROM kept")) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }
}
