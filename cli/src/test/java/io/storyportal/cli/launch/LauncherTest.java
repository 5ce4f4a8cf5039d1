package io.storyportal.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.fleet.RunningFleet.Component;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with real servers and tiny layers. */
@Tag("cli")
class LauncherTest {

    @TempDir
    Path root;

    private Fleet fleet;
    private Home home;
    private Launcher launcher;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeFleet() throws IOException {
        fleet = FakeFleet.in(root);
        home = new Home(root.resolve("home"));
        launcher = launcher(Map.of());
    }

    @AfterEach
    void stop() {
        launcher.stop();
    }

    @Test
    void bringsEverythingUpTellsAboutItAndLeavesNoProcess() throws IOException {
        launcher.start();

        var running = RunningFleet.in(home).orElseThrow();
        assertThat(running.ready()).isTrue();
        assertThat(running.door()).isEqualTo(fleet.url(fleet.layer("l09")));
        assertThat(running.components()).extracting(Component::id).containsExactly("postgres", "redis", "l01", "l09");
        assertThat(home.keys().resolve("l01.jwk")).exists();
        assertThat(home.keys().resolve("l09.pub.jwk")).exists();
        var pids = running.components().stream().map(Component::pid).toList();

        assertThat(launcher.stop()).isEmpty();

        assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
        assertThat(RunningFleet.in(home)).isEmpty();
        assertThat(Files.readAllLines(home.folder().resolve("ends")))
                .as("the door ends before what it needs")
                .containsExactly(
                        "end " + fleet.layer("l09").port(),
                        "end " + fleet.layer("l01").port());
    }

    @Test
    void startsAKilledLayerAgain() throws Exception {
        launcher.start();
        var replaced = becomesReadyAgain("l01");
        kill("l01");
        assertThat(replaced.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(component("l01").restarts()).isEqualTo(1);
        assertThat(notes).anySatisfy(note -> assertThat(note).contains("ended with code 137"));
    }

    @Test
    void startsKilledServersAgainWhereTheLayersKnowThem() throws Exception {
        launcher.start();
        var database = becomesReadyAgain("postgres");
        var cache = becomesReadyAgain("redis");
        kill("postgres");
        kill("redis");
        assertThat(database.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(cache.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(LocalPort.free(fleet.serverPort("postgres"))).isFalse();
        assertThat(LocalPort.free(fleet.serverPort("redis"))).isFalse();
        assertThat(component("l01").restarts()).isZero();
    }

    @Test
    void usesTheServersItIsGiven() {
        launcher = launcher(Map.of("DATABASE_URL", "postgres://u:p@db/x", "REDIS_URL", "redis://cache"));
        launcher.start();
        assertThat(launcher.board().all()).extracting(Component::id).containsExactly("l01", "l09");
        assertThat(home.postgres()).doesNotExist();
    }

    @Test
    void namesEveryTakenPortBeforeItStartsAnything() throws IOException {
        try (var taken = new ServerSocket(fleet.layer("l01").port(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(launcher::start)
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining(taken.getLocalPort() + " (l01 Fake)");
            assertThat(launcher.board().all()).isEmpty();
        }
    }

    @Test
    void tellsLayersWhereTheOthersAre() throws IOException {
        launcher.start();
        launcher.stop();
        assertThat(Files.readString(home.log("l01")))
                .contains("layer on " + fleet.layer("l01").port());
    }

    private Launcher launcher(Map<String, String> environment) {
        try {
            var jdk = FakeJdk.in(root.resolve("jdk"));
            return new Launcher(fleet, home, environment, jdk.home(), notes::add);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CountDownLatch becomesReadyAgain(String id) {
        var latch = new CountDownLatch(1);
        var before = component(id).pid();
        launcher.board().listen(components -> components.stream()
                .filter(component -> component.id().equals(id))
                .filter(component -> component.state().equals("ready") && component.pid() != before)
                .forEach(component -> latch.countDown()));
        return latch;
    }

    private void kill(String id) {
        ProcessHandle.of(component(id).pid()).orElseThrow().destroyForcibly();
    }

    private Component component(String id) {
        return launcher.board().all().stream()
                .filter(component -> component.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
