package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.fleet.RunningFleet.Component;
import io.storyportal.cli.launch.LocalPort;
import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A fleet's life: up, seen, down without a trace but its data, and up again. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class LifeStoryIT {

    private static final String LIST = "sku,price\nA1,9.50\nB2,20.00\n";

    private final StoryFleet fleet;

    LifeStoryIT(StoryFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void showsThatEveryLayerIsReady() {
        var status = fleet.portal("status", "--json");
        assertThat(status.code()).isZero();
        var components = Json.parse(status.out()).path("components");
        assertThat(components
                        .valueStream()
                        .map(component -> component.path("id").asString()))
                .containsAll(fleet.layers())
                .contains("postgres", "redis");
        assertThat(components.valueStream())
                .allSatisfy(component ->
                        assertThat(component.path("state").asString()).isEqualTo("ready"));
    }

    @Test
    void saysThatItRunsAlreadyInsteadOfStartingTwice() {
        var again = fleet.portal("up");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("already running", fleet.url("l09").replace("127.0.0.1", "localhost"));
    }

    @Test
    void answersTheListsAndTheDoctor() {
        assertThat(fleet.portal("agents").code()).isZero();
        assertThat(fleet.portal("plans").code()).isZero();
        assertThat(fleet.portal("events").code()).isZero();
        assertThat(fleet.portal("logs", "l01", "-n", "5").out().lines().count()).isLessThanOrEqualTo(5);
        var doctor = fleet.portal("doctor", "--json");
        assertThat(Json.parse(doctor.out()).path("checks").valueStream().map(check -> check.path("check")
                        .asString()))
                .contains("JDK", "Sandbox", "Fleet", "PostgreSQL", "Redis", "Model providers");
    }

    @Test
    void followsEventsAsTheyHappen() throws Exception {
        var follower = fleet.begin("events", "--follow", "--json");
        try (var lines = follower.inputReader()) {
            var goal = fleet.portal(
                    "goal", "Profile list.csv", "--file", fleet.file("list.csv", LIST), "--wait", "--json");
            var id = Json.parse(goal.out()).path("goal_id").asString();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var event = Json.parse(line);
                if (event.path("aggregate_id").asString("").equals(id)
                        && event.path("event_type").asString("").equals("goal.completed")) {
                    return;
                }
            }
            assertThat(false)
                    .as("the stream ended before the goal's end was told")
                    .isTrue();
        } finally {
            follower.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void keepsDataOverDownAndCtrlCAndLeavesNoProcess() throws Exception {
        var list = fleet.file("kept.csv", LIST);
        var goal = fleet.portal("goal", "Profile kept.csv", "--file", list, "--wait", "--json");
        var id = Json.parse(goal.out()).path("goal_id").asString();
        var pids = new ArrayList<>(
                fleet.running().components().stream().map(Component::pid).toList());
        pids.add(fleet.running().pid());

        var down = fleet.down();

        assertThat(down.code()).as(down.out() + down.err()).isZero();
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
        assertThat(processesOfThisFleet()).isEmpty();
        assertThat(RunningFleet.in(fleet.home())).isEmpty();
        for (var layer : fleet.fleet().layers()) {
            assertThat(LocalPort.free(fleet.fleet().port(layer))).as(layer.id()).isTrue();
        }

        upUntilCtrlC(() -> assertIsCompleted(id));

        assertThat(processesOfThisFleet()).isEmpty();
        fleet.up();
        assertIsCompleted(id);
    }

    private void upUntilCtrlC(Runnable whileItRuns) throws Exception {
        var up = fleet.begin("up", "--json");
        try (var lines = up.inputReader()) {
            for (var line = lines.readLine(); !line.contains("\"ready\":true"); line = lines.readLine()) {
                assertThat(up.isAlive()).isTrue();
            }
            whileItRuns.run();
            new ProcessBuilder("kill", "-s", "INT", "" + up.pid()).start().waitFor();
            assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(up.exitValue()).isEqualTo(130);
    }

    private void assertIsCompleted(String goal) {
        assertThat(Outside.developer(fleet)
                        .get("/api/v1/goals/" + goal)
                        .path("status")
                        .asString())
                .isEqualTo("completed");
    }

    @Test
    void leavesNothingBehindWhenTheLauncherIsKilled() throws Exception {
        var components = fleet.running().components();
        var launcher = ProcessHandle.of(fleet.running().pid()).orElseThrow();
        launcher.destroyForcibly();
        launcher.onExit().get(60, TimeUnit.SECONDS);
        for (var component : components) {
            var process = ProcessHandle.of(component.pid());
            if (process.isPresent()) {
                process.get().onExit().get(60, TimeUnit.SECONDS);
            }
        }
        fleet.up();
        assertThat(fleet.running().ready()).isTrue();
    }

    /** Everything this fleet starts is told its home: by an argument, its working folder or its environment. */
    private List<String> processesOfThisFleet() throws IOException {
        var home = fleet.home().folder().toString();
        var found = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (!process.getFileName()
                                .toString()
                                .equals("" + ProcessHandle.current().pid())
                        && (read(process.resolve("cmdline")) + read(process.resolve("environ"))).contains(home)) {
                    found.add(process.getFileName() + " " + read(process.resolve("cmdline")));
                }
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // It ended meanwhile, or belongs to another user.
        }
    }
}
