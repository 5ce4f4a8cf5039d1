package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.Layer;
import io.storyportal.cli.launch.LayerCache;
import io.storyportal.cli.launch.LayerEnvironment;
import io.storyportal.cli.launch.LayerJvm;
import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.EmbeddedRedis;
import io.storyportal.kit.servers.ServerOptions;
import io.storyportal.kit.web.identity.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the fleet takes until every layer is ready: ours (extracted, ahead-of-time context, AOT cache) against the
 * same boot jars by plain {@code java -jar}, with the same environment and heap and the servers already up.
 */
record StartupBench(Path root, int pairs) {

    private static final double TARGET = 0.45;
    private static final int PORT_OFFSET = 4000;

    Report run() throws IOException, InterruptedException {
        var fleet = Fleet.read(root, PORT_OFFSET);
        try (var folder = TemporaryFolder.in(root)) {
            var home = new Home(folder.path().resolve("home"));
            home.prepare();
            fleet.layers().forEach(layer -> new KeyFolder(home.keys()).ensure(layer.id()));
            return measure(fleet, home);
        }
    }

    private Report measure(Fleet fleet, Home home) throws InterruptedException {
        try (var postgres = EmbeddedPostgres.start(home.postgres(), 0, ServerOptions.keep());
                var redis = EmbeddedRedis.start(home.redis(), 0, ServerOptions.keep())) {
            var environment = new LayerEnvironment(fleet, home, System.getenv(), postgres.url(), redis.url());
            return measure(fleet, new StartRound(fleet, home, environment), home);
        }
    }

    private Report measure(Fleet fleet, StartRound round, Home home) throws InterruptedException {
        var jvm = new LayerJvm(Path.of(System.getProperty("java.home")));
        var cache = new LayerCache(
                root.resolve(System.getenv().getOrDefault("PORTAL_CACHE", ".portal/cache")),
                jvm,
                Map.of("PORTAL_KEYS_DIR", home.keys().toString()));
        var commands = new LinkedHashMap<String, List<String>>();
        for (var layer : fleet.layers()) {
            commands.put(layer.id(), jvm.run(layer, cache.prepare(fleet, layer, Bench::say)));
        }

        Bench.say("Warming up: schemas are made, files are read once");
        round.run(layer -> commands.getOrDefault(layer.id(), List.of()));
        round.run(layer -> plain(fleet, jvm, layer));

        var ours = new ArrayList<StartRound.Result>();
        var floor = new ArrayList<StartRound.Result>();
        for (var pair = 1; pair <= pairs; pair++) {
            ours.add(round.run(layer -> commands.getOrDefault(layer.id(), List.of())));
            floor.add(round.run(layer -> plain(fleet, jvm, layer)));
            Bench.say("Pair %d of %d: ours %.1f s, plain %.1f s"
                    .formatted(
                            pair,
                            pairs,
                            ours.getLast().seconds(),
                            floor.getLast().seconds()));
        }
        return report(ours, floor);
    }

    private static List<String> plain(Fleet fleet, LayerJvm jvm, Layer layer) {
        var jar = fleet.bootJar(layer)
                .orElseThrow(() -> new FleetException(layer.id() + " is not built", "Run ./mvnw package -DskipTests"));
        return List.of(jvm.javaHome().resolve("bin/java") + "", "-Xmx" + layer.heap(), "-jar", jar + "");
    }

    private static Report report(List<StartRound.Result> ours, List<StartRound.Result> floor) {
        var wall = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        for (var i = 0; i < ours.size(); i++) {
            wall.add(ours.get(i).seconds() / floor.get(i).seconds());
            cpu.add(ours.get(i).cpuSeconds() / floor.get(i).cpuSeconds());
        }
        var rows = List.of(
                Report.Row.of("time until all layers are ready", wall, TARGET, "java -jar of the same boot jars"),
                Report.Row.of("CPU time until then", cpu, TARGET, "java -jar of the same boot jars"));
        var notes = List.of(
                "ours: median %.1f s wall, %.1f s CPU".formatted(seconds(ours), cpuSeconds(ours)),
                "plain: median %.1f s wall, %.1f s CPU".formatted(seconds(floor), cpuSeconds(floor)),
                "%d processors, JDK %s, alternating, after one warm-up each"
                        .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version()));
        return new Report("startup", rows, notes);
    }

    private static double seconds(List<StartRound.Result> results) {
        return Statistics.median(
                results.stream().map(StartRound.Result::seconds).toList());
    }

    private static double cpuSeconds(List<StartRound.Result> results) {
        return Statistics.median(
                results.stream().map(StartRound.Result::cpuSeconds).toList());
    }
}
