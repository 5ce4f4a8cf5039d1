package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Redis to run: an installed one of version 7 or newer, else the 6.2 that is packaged. */
final class RedisProgram {

    private static final String PACKAGED = "/redis-server-6.2.6-v5-linux-amd64";
    private static final int OLDEST_INSTALLED = 7;
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.");

    private RedisProgram() {}

    static Path find() {
        return installed().orElseGet(RedisProgram::packaged);
    }

    private static Optional<Path> installed() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), List.of("/usr/bin", "/usr/local/bin").stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .filter(program -> version(program) >= OLDEST_INSTALLED)
                .findFirst();
    }

    private static int version(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            var matcher = VERSION.matcher(new String(process.getInputStream().readAllBytes()));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    static Path packaged() {
        var target = BinaryCache.folder().resolve(PACKAGED.substring(1));
        if (Files.isExecutable(target)) {
            return target;
        }
        try (var in = RedisProgram.class.getResourceAsStream(PACKAGED)) {
            if (in == null) {
                throw new ServerStartException("No Redis for this machine in the package: set REDIS_URL");
            }
            Files.createDirectories(target.getParent());
            var draft = Files.createTempFile(target.getParent(), ".unpacking", null);
            Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServerStartException("Cannot unpack Redis into " + target, e);
        }
    }
}
