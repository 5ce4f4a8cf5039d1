package io.storyportal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portal backup} and {@code portal restore} on a real embedded PostgreSQL. */
@Tag("cli")
class BackupTest {

    @TempDir
    Path root;

    private BackedUpHome home;

    @BeforeEach
    void createLog() throws Exception {
        home = new BackedUpHome(root, "home", Map.of());
        home.up();
        home.createLog();
        home.say("before the backup");
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void restoresWhatWasTrueBetweenTwoChangesAfterTheBackup() throws Exception {
        var kept = home.file("artifacts/t/a", "kept");
        var lost = home.file("artifacts/t/b", "lost");
        home.file("artifacts/incoming/upload1", "not whole");
        var archived = home.file("archive/t/1-2-x.ndjson", "payloads");
        assertThat(home.column("show archive_timeout")).containsExactly("0");
        home.json("backup");
        assertThat(home.column("show archive_timeout")).containsExactly("5min");
        home.say("after the backup");
        var between = home.now();
        home.say("too late");
        Files.delete(lost);
        Files.delete(archived);
        home.down();

        var restored = home.json("restore", "--to", between.toString(), "--force");

        assertThat(restored.path("reached").asBoolean()).isTrue();
        assertThat(restored.path("artifacts").asInt()).isEqualTo(2);
        assertThat(archived).hasContent("payloads");
        assertThat(Instant.parse(restored.path("last_commit").asString())).isBeforeOrEqualTo(between);
        assertThat(kept).hasContent("kept");
        assertThat(lost).hasContent("lost");
        assertThat(home.backups().resolve("files/artifacts/incoming")).doesNotExist();
        home.up();
        assertThat(home.said()).containsExactly("before the backup", "after the backup");
        assertThat(home.column("select epoch from l01.feed_epoch"))
                .as("followers that saw what was undone skip nothing that comes")
                .containsExactly("2");
        home.say("life goes on");
        assertThat(home.said()).hasSize(3);
        assertThat(root.resolve("home").toFile().list((folder, name) -> name.startsWith("replaced-")))
                .as("what was there is kept")
                .hasSize(1);
    }

    @Test
    void restoresEverythingThatWasCommittedBeforeACrash() throws Exception {
        home.json("backup");
        home.execute("select pg_switch_wal()");
        home.say("a moment before the crash");
        home.crash();

        home.json("restore", "--force");

        home.up();
        assertThat(home.said()).containsExactly("before the backup", "a moment before the crash");
    }

    @Test
    void restoresAgainFromTheSameBackupAfterARestoreWentOn() throws Exception {
        home.json("backup");
        home.say("first life");
        home.crash();
        home.json("restore", "--force");
        home.up();
        home.say("second life");
        var then = home.now();
        home.say("undone");
        home.crash();

        home.json("restore", "--force", "--to", then.toString());

        home.up();
        assertThat(home.said()).containsExactly("before the backup", "first life", "second life");
        assertThat(home.column("select epoch from l01.feed_epoch")).containsExactly("3");
    }

    @Test
    void bringsADifferentMachineToLife() throws Exception {
        home.file("keys/l01.jwk", "secret");
        home.json("backup");
        home.say("in the log");
        home.down();
        try (var other = new BackedUpHome(
                root, "other", Map.of("PORTAL_BACKUPS", home.backups().toString()))) {
            other.json("restore");

            assertThat(other.home().keys().resolve("l01.jwk")).hasContent("secret");
            other.up();
            assertThat(other.said()).containsExactly("before the backup", "in the log");
        }
    }

    @Test
    void backsUpWhileTheFleetIsDown() throws Exception {
        home.down();
        home.json("backup");

        home.json("restore", "--force");

        home.up();
        assertThat(home.said()).containsExactly("before the backup");
    }

    @Test
    void saysSoWhenNothingThatLateWasKept() throws Exception {
        home.json("backup");
        home.down();

        var restored = home.json(
                "restore",
                "--force",
                "--to",
                Instant.now().plus(1, ChronoUnit.DAYS).toString());

        assertThat(restored.path("reached").asBoolean()).isFalse();
        home.up();
        assertThat(home.said()).containsExactly("before the backup");
    }

    @Test
    void keepsTheNewestBackupsAndTheLogTheyNeed() throws Exception {
        var old = home.file("artifacts/t/old", "old");
        home.json("backup");
        home.execute("select pg_switch_wal()");
        Files.delete(old);
        var second = home.json("backup").path("id").asString();
        home.say("after the second");

        var third = home.json("backup", "--keep", "2");

        assertThat(third.path("pruned").asInt()).isEqualTo(1);
        assertThat(home.json("backup", "--list").path("items").valueStream().map(item -> item.path("id")
                        .asString()))
                .containsExactly(second, third.path("id").asString());
        assertThat(home.backups().resolve("files/artifacts/t/old")).doesNotExist();
        home.down();
        home.json("restore", second, "--force");
        home.up();
        assertThat(home.said()).containsExactly("before the backup", "after the second");
    }

    @Test
    void refusesWhatWouldDestroySomething() throws Exception {
        assertThat(home.run("restore")).isEqualTo(ExitCode.MACHINE);
        assertThat(home.printed()).contains("There are no backups");
        var backup = home.json("backup");

        assertThat(home.run("restore", "--force")).isEqualTo(ExitCode.MACHINE);
        assertThat(home.printed()).contains("is running", "portal down");

        home.down();
        assertThat(home.run("restore")).isEqualTo(ExitCode.MACHINE);
        assertThat(home.printed()).contains("There is data", "--force");
        assertThat(home.run("restore", "--to", "2020-01-01T00:00:00Z", "--force"))
                .isEqualTo(ExitCode.MACHINE);
        assertThat(home.printed()).contains("No backup there fits");
        assertThat(home.run("restore", "--to", "yesterday")).isEqualTo(ExitCode.USAGE);

        Files.write(
                Path.of(backup.path("folder").asString(), "base.tar.gz"), new byte[] {1}, StandardOpenOption.APPEND);
        assertThat(home.run("restore", "--force")).isEqualTo(ExitCode.MACHINE);
        assertThat(home.printed()).contains("is damaged");
        home.up();
        assertThat(home.said()).containsExactly("before the backup");
    }

    @Test
    void startsNothingOnDataWhoseRestoreWasCutOffAndRestoresItAgain() throws Exception {
        home.json("backup");
        home.say("kept in the old log only");
        home.crash();
        cutOff();
        assertThatThrownBy(home::up).hasMessageContaining("cut off");
        home.down();

        home.json("restore", "--force");

        home.up();
        assertThat(home.said()).containsExactly("before the backup", "kept in the old log only");
    }

    /** As a restore leaves it that was killed while it unpacked. */
    private void cutOff() throws IOException {
        var postgres = home.home().postgres();
        var old = Files.createDirectories(home.home().folder().resolve("replaced-x"))
                .resolve("data");
        Files.writeString(postgres.resolve("restoring"), old.toString());
        Files.delete(postgres.resolve("complete"));
        Files.move(postgres.resolve("data"), old);
        Files.createDirectories(postgres.resolve("data"));
        Files.writeString(postgres.resolve("data").resolve("PG_VERSION"), "18");
    }
}
