package io.storyportal.runtime.workspace;

import java.nio.file.Path;
import java.util.UUID;

/**
 * Where things lie below the root: {@code <tenant>/<agent>/} holds the description, the usage, a staging folder that no sandbox
 * sees, and {@code files}, the only part that is mounted into the sandbox. The tenant is part of every path, so an id of another
 * tenant leads nowhere.
 */
public record WorkspaceLayout(Path root) {

    Path tenant(UUID tenant) {
        return root.resolve(tenant.toString());
    }

    public Path home(UUID tenant, UUID agent) {
        return tenant(tenant).resolve(agent.toString());
    }

    public Path files(UUID tenant, UUID agent) {
        return home(tenant, agent).resolve("files");
    }

    public Path staging(UUID tenant, UUID agent) {
        return home(tenant, agent).resolve("staging");
    }

    public Path description(UUID tenant, UUID agent) {
        return home(tenant, agent).resolve("sandbox.json");
    }

    public Path usage(UUID tenant, UUID agent) {
        return home(tenant, agent).resolve("usage");
    }

    /** Short-lived files of running commands; emptied at every start of the layer. */
    public Path run() {
        return root.resolve(".run");
    }

    /** What requests with idempotency keys came to. */
    public Path keys(UUID tenant) {
        return tenant(tenant).resolve(".keys");
    }
}
