package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a layer's JVM. The same flags make its AOT cache: a cache fits only the flags it was made with. */
public record LayerJvm(Path javaHome) {

    private Path java() {
        return javaHome.resolve("bin/java");
    }

    private List<String> flags(Layer layer) {
        var command = new ArrayList<>(List.of(java().toString(), "-Xmx" + layer.heap(), "-XX:+UseSerialGC"));
        command.add("-XX:MaxMetaspaceSize=" + layer.metaspace());
        command.add("-XX:ReservedCodeCacheSize=" + layer.codeCache());
        command.add("-Xss512k");
        if (layer.compiler() == Layer.Compiler.QUICK) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        // The launcher starts it again; a JVM that goes on after running out of memory helps nobody.
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dspring.aot.enabled=true");
        command.add("-Dspring.jmx.enabled=false");
        return command;
    }

    public List<String> run(Layer layer, PreparedLayer prepared) {
        var command = flags(layer);
        prepared.cache().ifPresent(cache -> command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off")));
        command.addAll(List.of("-jar", prepared.jar().toString()));
        return command;
    }

    /** Starts the layer as far as its context and ends, writing what it loaded and compiled into the cache. */
    List<String> train(Layer layer, Path jar, Path cache) {
        var command = flags(layer);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    List<String> extract(Path bootJar, Path target) {
        return List.of(
                java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                bootJar.toString(),
                "extract",
                "--destination",
                target.toString());
    }
}
