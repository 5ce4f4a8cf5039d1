package io.storyportal.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cli")
class FleetTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void everyLayerOfTheProjectListensWhereItsNumberSays() {
        var fleet = Fleet.read(PROJECT, 0);
        assertThat(fleet.layers()).isNotEmpty().allSatisfy(layer -> {
            assertThat(layer.port())
                    .isEqualTo(8000 + Integer.parseInt(layer.id().substring(1)));
            assertThat(PROJECT.resolve(layer.module()).resolve("pom.xml")).exists();
            assertThat(layer.module()).contains("/" + layer.id() + "-");
        });
    }

    @Test
    void everyNeedIsInTheTable() {
        var fleet = Fleet.read(PROJECT, 0);
        var known = new java.util.HashSet<>(fleet.urls().keySet());
        fleet.servers().forEach(server -> known.add(server.id()));
        assertThat(fleet.layers()).allSatisfy(layer -> assertThat(known).containsAll(layer.needs()));
    }

    @Test
    void movesEveryPortByTheOffset() {
        var fleet = Fleet.read(PROJECT, 1000);
        assertThat(fleet.url(fleet.layer("l09"))).isEqualTo("http://127.0.0.1:9009");
        assertThat(fleet.serverPort("redis")).isEqualTo(17379);
    }

    @Test
    void refusesATableWithAnUnknownOrMissingField() throws IOException {
        Files.writeString(folder.resolve("layers.yaml"), "servers: []\nlayers: []\nlayrs: []\n");
        assertThatThrownBy(() -> Fleet.read(folder, 0))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("layrs");
        Files.writeString(folder.resolve("layers.yaml"), "servers: []\nlayers: [{id: l01}]\n");
        assertThatThrownBy(() -> Fleet.read(folder, 0)).isInstanceOf(FleetException.class);
    }

    @Test
    void keepsKeysAndLogsPrivate() throws IOException {
        var home = Home.of(folder, Map.of("PORTAL_HOME", "here"));
        home.prepare();
        assertThat(home.folder()).isEqualTo(folder.resolve("here"));
        assertThat(Files.getPosixFilePermissions(home.keys())).hasSize(3);
        assertThat(Files.getPosixFilePermissions(home.logs())).hasSize(3);
    }

    @Test
    void doesNotTakeALaterProcessOfTheSameIdForTheLauncher() {
        var home = new Home(folder);
        home.prepare();
        var self = ProcessHandle.current();
        var started = self.info().startInstant().orElseThrow();
        new RunningFleet(self.pid(), started, "http://door", List.of()).write(home);
        assertThat(RunningFleet.in(home)).isPresent();
        new RunningFleet(self.pid(), Instant.EPOCH, "http://door", List.of()).write(home);
        assertThat(RunningFleet.in(home)).isEmpty();
    }
}
