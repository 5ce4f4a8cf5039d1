package io.storyportal.cli.launch;

import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portal bench}: runs a benchmark of {@code qa/bench} in a JVM of its own. */
@Command(name = "bench", description = "Measure ours against its floor; writes to target/bench.")
public final class BenchCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Parameters(
            paramLabel = "<name>",
            description =
                    "startup or l01, which start servers of their own; memory, goal or csv, for the fleet that runs",
            arity = "1..*")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var jar = benchJar();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dportal.root=" + portal.root(), "-jar"));
        command.add(jar.toString());
        command.addAll(arguments);
        if (portal.json()) {
            command.add("--json");
        }
        return new ProcessBuilder(command)
                .directory(portal.root().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private Path benchJar() throws IOException {
        var target = portal.root().resolve("qa/bench/target");
        if (Files.isDirectory(target)) {
            try (var jars = Files.newDirectoryStream(target, "bench-*.jar")) {
                for (var jar : jars) {
                    return jar;
                }
            }
        }
        throw new FleetException("The benchmarks are not built", "Run it by the script: ./portal bench <name>");
    }
}
