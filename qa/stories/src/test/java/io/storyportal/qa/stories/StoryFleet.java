package io.storyportal.qa.stories;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.fleet.Layer;
import io.storyportal.cli.fleet.RunningFleet;
import io.storyportal.cli.fleet.RunningFleet.Component;
import io.storyportal.cli.launch.LocalPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A fleet of its own for the stories: the packaged layers, started and asked by the command line as a user would. */
final class StoryFleet implements AutoCloseable {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int MINUTES = 10;

    private final Path folder;
    private final int offset;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    /** How a command ended; {@code out} and {@code err} are what it printed. */
    record Result(int code, String out, String err) {}

    /** @param more environment beside that of the tests themselves, from which providers and servers are taken out */
    StoryFleet(Map<String, String> more) {
        offset = freeOffset();
        try {
            folder = Files.createTempDirectory("portal-stories");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment
                .keySet()
                .removeIf(name -> name.matches("(ANTHROPIC|OPENAI|OLLAMA|PORTAL)_.*|DATABASE_URL|REDIS_URL"));
        environment.putAll(more);
        environment.put("PORTAL_HOME", folder.resolve("home").toString());
        environment.put("PORTAL_PORT_OFFSET", "" + offset);
    }

    private static int freeOffset() {
        var random = RandomGenerator.getDefault();
        while (true) {
            // All ports stay below those that systems give to outgoing connections.
            var candidate = 3_000 + random.nextInt(12_000);
            var fleet = Fleet.read(ROOT, candidate);
            var free = fleet.layers().stream().allMatch(layer -> LocalPort.free(fleet.port(layer)))
                    && fleet.servers().stream().allMatch(server -> LocalPort.free(fleet.serverPort(server.id())));
            if (free) {
                return candidate;
            }
        }
    }

    Fleet fleet() {
        return Fleet.read(ROOT, offset);
    }

    Home home() {
        return new Home(folder.resolve("home"));
    }

    Path folder() {
        return folder;
    }

    RunningFleet running() {
        return RunningFleet.in(home()).orElseThrow(() -> new IllegalStateException("No fleet runs in " + folder));
    }

    Component component(String id) {
        return running().components().stream()
                .filter(component -> component.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    String url(String layer) {
        var fleet = fleet();
        return fleet.url(fleet.layer(layer));
    }

    List<String> layers() {
        return fleet().layers().stream().map(Layer::id).toList();
    }

    /** A fleet that is up, or none. */
    static StoryFleet started(Map<String, String> more) {
        var fleet = new StoryFleet(more);
        try {
            fleet.up();
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    void up() {
        var result = portal("up", "--detach", "--json");
        if (result.code() != 0) {
            throw new IllegalStateException("The fleet did not come up: " + result);
        }
    }

    Result down() {
        return portal("down");
    }

    /** Runs a command to its end. */
    Result portal(String... arguments) {
        try {
            var process = begin(arguments);
            var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            var out = text(process.getInputStream());
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("Still running after " + MINUTES + " minutes: " + List.of(arguments));
            }
            return new Result(process.exitValue(), out, err.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command and leaves it running. */
    Process begin(String... arguments) {
        // As at a prompt, also where the tests are a shell's background job, whose children ignore Ctrl-C.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dportal.root=" + ROOT));
        command.addAll(List.of("-cp", cliJar().toString(), "io.storyportal.cli.Portal"));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path cliJar() {
        try (var jars = Files.newDirectoryStream(ROOT.resolve("cli/target"), "cli-*.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException("The command line is not packaged", e);
        }
    }

    private static String text(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file in the fleet's folder, for goals to read. */
    String file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All log files with their content. */
    Map<String, String> logs() {
        try (var files = Files.list(home().logs())) {
            var logs = new HashMap<String, String>();
            for (var file : files.toList()) {
                logs.put(file.getFileName().toString(), Files.readString(file));
            }
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        down();
        if (Boolean.getBoolean("stories.keep")) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
