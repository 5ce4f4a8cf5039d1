package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Layers unpacked and trained, made once after a build: {@code <folder>/<layer>-<key>/} with the key of the jar's
 * content, the JVM and its flags. Several launchers may share one folder.
 */
public final class LayerCache {

    private static final int KEY_LENGTH = 16;

    private final Path folder;
    private final LayerJvm jvm;
    private final Map<String, String> trainingEnvironment;

    /** @param trainingEnvironment what a layer is told while it is trained; no server is reachable then */
    public LayerCache(Path folder, LayerJvm jvm, Map<String, String> trainingEnvironment) {
        this.folder = folder;
        this.jvm = jvm;
        this.trainingEnvironment = trainingEnvironment;
    }

    /** The prepared layer; says so first when it has to be made. */
    public PreparedLayer prepare(Fleet fleet, Layer layer, Consumer<String> notes) {
        var bootJar = fleet.bootJar(layer)
                .orElseThrow(() -> new FleetException(
                        layer.id() + " is not built: no *-boot.jar in " + layer.module() + "/target",
                        "Run ./mvnw package -DskipTests"));
        try {
            Files.createDirectories(folder);
            var lockFile = folder.resolve(layer.id() + ".lock");
            try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var home = folder.resolve(layer.id() + "-" + key(layer, bootJar));
                if (!Files.exists(home.resolve("complete"))) {
                    notes.accept("Preparing " + layer.id() + " " + layer.name() + " (once after a build)");
                    make(layer, bootJar, home);
                    removeOlder(layer, home);
                }
                return prepared(home, bootJar);
            }
        } catch (IOException e) {
            throw new FleetException(
                    "Cannot prepare " + layer.id() + " in " + folder + ": " + e.getMessage(),
                    "Free some disk space, or delete that folder and try again",
                    e);
        }
    }

    private static PreparedLayer prepared(Path home, Path bootJar) {
        var cache = home.resolve("layer.aot");
        return new PreparedLayer(
                home.resolve("app").resolve(bootJar.getFileName()),
                Files.exists(cache) ? Optional.of(cache) : Optional.empty());
    }

    private void make(Layer layer, Path bootJar, Path home) throws IOException {
        delete(home);
        Files.createDirectories(home);
        var log = home.resolve("training.log");
        if (run(jvm.extract(bootJar, home.resolve("app")), log) != 0) {
            throw new IOException("unpacking " + bootJar + " failed, see " + log);
        }
        var cache = home.resolve("layer.aot");
        if (run(jvm.train(layer, prepared(home, bootJar).jar(), cache), log) != 0) {
            // The layer runs without a cache too, only slower; what went wrong stays in the log.
            Files.deleteIfExists(cache);
        }
        Files.createFile(home.resolve("complete"));
    }

    private int run(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(trainingEnvironment);
        var process = builder.start();
        // Stopped in the middle of its preparation, the launcher leaves no training run behind.
        var stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            var code = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stop);
            return code;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Hashing hundreds of megabytes at each start would show: a jar of the same size and time keeps its key. */
    private String key(Layer layer, Path bootJar) throws IOException {
        var nowhere = new PreparedLayer(Path.of("app.jar"), Optional.empty());
        var flags = System.getProperty("java.vm.version", "") + jvm.run(layer, nowhere);
        var seen = String.join(
                "|", bootJar + "", Files.size(bootJar) + "", Files.getLastModifiedTime(bootJar) + "", flags);
        var memo = folder.resolve(layer.id() + ".key");
        if (Files.exists(memo)) {
            var lines = Files.readAllLines(memo);
            if (lines.size() == 2 && lines.getFirst().equals(seen)) {
                return lines.getLast();
            }
        }
        var key = hash(bootJar, flags);
        Files.write(memo, List.of(seen, key));
        return key;
    }

    private static String hash(Path file, String flags) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = Files.newInputStream(file)) {
                var buffer = new byte[1 << 16];
                for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            digest.update(flags.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The one before stays: a fleet that still runs from it goes on loading classes. */
    private void removeOlder(Layer layer, Path current) throws IOException {
        try (var all = Files.list(folder)) {
            var older = all.filter(path -> path.getFileName().toString().startsWith(layer.id() + "-"))
                    .filter(path -> !path.equals(current))
                    .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified())
                            .reversed())
                    .skip(1)
                    .toList();
            for (var path : older) {
                delete(path);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (var all = Files.walk(tree)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
