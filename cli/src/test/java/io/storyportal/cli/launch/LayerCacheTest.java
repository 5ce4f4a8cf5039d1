package io.storyportal.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cli")
class LayerCacheTest {

    @TempDir
    Path root;

    private FakeJdk jdk;
    private Fleet fleet;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void makeFleet() throws IOException {
        jdk = FakeJdk.in(root.resolve("jdk"));
        fleet = FakeFleet.in(root);
    }

    @Test
    void preparesALayerOnce() throws IOException {
        var first = prepare();
        assertThat(first.jar()).exists();
        assertThat(first.cache()).hasValueSatisfying(cache -> assertThat(cache).exists());
        assertThat(prepare()).isEqualTo(first);
        assertThat(jdk.calls()).isEqualTo("unpack train");
        assertThat(notes).hasSize(1);
    }

    @Test
    void preparesItAnewAfterABuildAndKeepsTheOneBefore() throws IOException {
        var first = prepare();
        FakeFleet.build(root, fleet.layer("l01"), "second");
        var second = prepare();
        assertThat(second.jar()).isNotEqualTo(first.jar()).exists();
        assertThat(first.jar()).as("a fleet may still run from it").exists();

        FakeFleet.build(root, fleet.layer("l01"), "third");
        prepare();
        try (var kept = Files.list(root.resolve("cache"))) {
            assertThat(kept.filter(Files::isDirectory)).hasSize(2);
        }
    }

    @Test
    void runsWithoutACacheWhenTrainingFails() throws IOException {
        jdk.failTraining();
        var prepared = prepare();
        assertThat(prepared.jar()).exists();
        assertThat(prepared.cache()).isEmpty();
    }

    @Test
    void startsOverWhatWasLeftHalfDone() throws IOException {
        var first = prepare();
        Files.delete(first.jar().getParent().resolveSibling("complete"));
        prepare();
        assertThat(jdk.calls()).isEqualTo("unpack train unpack train");
    }

    @Test
    void saysWhatIsNotBuilt() throws IOException {
        Files.delete(fleet.bootJar(fleet.layer("l01")).orElseThrow());
        assertThatThrownBy(this::prepare).isInstanceOf(FleetException.class).hasMessageContaining("l01 is not built");
    }

    private PreparedLayer prepare() {
        var cache = new LayerCache(root.resolve("cache"), new LayerJvm(jdk.home()), Map.of());
        return cache.prepare(fleet, fleet.layer("l01"), notes::add);
    }
}
