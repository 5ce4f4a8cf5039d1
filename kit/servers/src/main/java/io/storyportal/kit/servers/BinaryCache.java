package io.storyportal.kit.servers;

import java.nio.file.Path;
import java.util.Optional;

/** Where unpacked server programs are kept, shared by all fleets and test runs of this machine's user. */
final class BinaryCache {

    private BinaryCache() {}

    /** Root's lies where the account the servers run as can read it; that folder is writable to root alone. */
    static Path folder() {
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/cache/story-portal");
        }
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("story-portal");
    }
}
