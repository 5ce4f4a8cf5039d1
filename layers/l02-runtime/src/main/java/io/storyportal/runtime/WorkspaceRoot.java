package io.storyportal.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Chooses where workspaces lie. When the layer is root, each sandbox runs as a user of its own, and that user has to reach its
 * workspace: below a home that is closed to others (/root is 0700) it could not.
 */
record WorkspaceRoot(Path path) {

    private static final Path FOR_ROOT = Path.of("/var/lib/story-portal");

    static WorkspaceRoot choose(@Nullable Path configured, Path home, boolean ownUsers) throws IOException {
        if (configured != null) {
            return new WorkspaceRoot(configured.toAbsolutePath().normalize());
        }
        Path below = home.toAbsolutePath().normalize().resolve("workspaces");
        if (!ownUsers || isReachable(below)) {
            return new WorkspaceRoot(below);
        }
        return new WorkspaceRoot(FOR_ROOT.resolve("workspaces-" + nameOf(below)));
    }

    /** The same for the same home, another for another. */
    static String nameOf(Path path) {
        return UUID.nameUUIDFromBytes(path.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    private static boolean isReachable(Path path) throws IOException {
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
                if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
        }
        return true;
    }
}
