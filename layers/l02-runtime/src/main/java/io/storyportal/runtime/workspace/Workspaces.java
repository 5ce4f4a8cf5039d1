package io.storyportal.runtime.workspace;

import io.storyportal.runtime.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The sandboxes of this host: made, found again after a restart, removed. Calls block. */
public final class Workspaces {

    private static final Logger log = LoggerFactory.getLogger(Workspaces.class);
    private static final int USERS = 65_536;

    private final WorkspaceLayout layout;
    private final JsonMapper json;
    private final @Nullable Integer firstUid;
    private final Set<@Nullable Integer> takenUids = new HashSet<>();

    private Workspaces(WorkspaceLayout layout, JsonMapper json, @Nullable Integer firstUid) {
        this.layout = layout;
        this.json = json;
        this.firstUid = firstUid;
    }

    /** @param firstUid of the users given to sandboxes; null when the layer cannot change user */
    public static Workspaces open(WorkspaceLayout layout, JsonMapper json, @Nullable Integer firstUid)
            throws IOException {
        Files.createDirectories(layout.root());
        passThrough(layout.root());
        var workspaces = new Workspaces(layout, json, firstUid);
        if (firstUid != null) {
            workspaces.all().stream().map(Sandbox::uid).forEach(workspaces.takenUids::add);
        }
        return workspaces;
    }

    /** Others may pass through to what is theirs, and list nothing. */
    private static void passThrough(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** Every sandbox on this host, of all tenants. */
    public List<Sandbox> all() throws IOException {
        var all = new ArrayList<Sandbox>();
        try (DirectoryStream<Path> tenants = Files.newDirectoryStream(layout.root(), "[0-9a-f]*")) {
            for (Path tenant : tenants) {
                try (DirectoryStream<Path> homes = Files.newDirectoryStream(tenant, "[0-9a-f]*")) {
                    for (Path home : homes) {
                        read(home.resolve("sandbox.json")).ifPresent(all::add);
                    }
                }
            }
        }
        return all;
    }

    public Optional<Sandbox> find(UUID tenant, UUID agent) throws IOException {
        return read(layout.description(tenant, agent));
    }

    private Optional<Sandbox> read(Path description) throws IOException {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(description), Sandbox.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    public Workspace of(Sandbox sandbox) {
        return new Workspace(sandbox, layout);
    }

    /** Makes the sandbox's folders and writes its description last: a sandbox without one was never finished and is made again. */
    public Sandbox create(Sandbox wanted) throws IOException {
        Optional<Sandbox> there = find(wanted.tenant(), wanted.id());
        if (there.isPresent()) {
            return there.get();
        }
        var sandbox = new Sandbox(
                wanted.tenant(),
                wanted.id(),
                wanted.trust(),
                wanted.budgets(),
                freeUid(wanted.id()),
                wanted.createdAt());
        Path home = layout.home(sandbox.tenant(), sandbox.id());
        Files.createDirectories(home);
        passThrough(layout.tenant(sandbox.tenant()));
        passThrough(home);
        Path files = Files.createDirectories(layout.files(sandbox.tenant(), sandbox.id()));
        Files.createDirectories(layout.staging(sandbox.tenant(), sandbox.id()));
        Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
        Files.setPosixFilePermissions(layout.staging(sandbox.tenant(), sandbox.id()), own);
        Files.setPosixFilePermissions(files, own);
        if (sandbox.uid() != null) {
            Files.setAttribute(files, "unix:uid", sandbox.uid());
            Files.setAttribute(files, "unix:gid", sandbox.uid());
        }
        Path description = layout.description(sandbox.tenant(), sandbox.id());
        Path next = description.resolveSibling("sandbox.json.next");
        Files.write(next, json.writeValueAsBytes(sandbox));
        Files.move(next, description, StandardCopyOption.ATOMIC_MOVE);
        return sandbox;
    }

    private synchronized @Nullable Integer freeUid(UUID agent) {
        if (firstUid == null) {
            return null;
        }
        int start = Math.floorMod(agent.hashCode(), USERS);
        for (int i = 0; i < USERS; i++) {
            int uid = firstUid + (start + i) % USERS;
            if (takenUids.add(uid)) {
                return uid;
            }
        }
        throw new IllegalStateException("All " + USERS + " users for sandboxes are taken");
    }

    /**
     * Removes everything of the sandbox. The work is {@code rm}'s: it walks trees of any depth without following links, and what a
     * program made unreadable is opened first. The description goes last: cut off anywhere, the sandbox is found again and removed.
     */
    public void remove(Sandbox sandbox) throws IOException {
        Path home = layout.home(sandbox.tenant(), sandbox.id());
        if (Files.exists(home)) {
            Path description = layout.description(sandbox.tenant(), sandbox.id());
            try (DirectoryStream<Path> rest = Files.newDirectoryStream(home, entry -> !entry.equals(description))) {
                for (Path entry : rest) {
                    removeTree(entry);
                }
            }
            Files.deleteIfExists(description);
            removeTree(home);
        }
        synchronized (this) {
            takenUids.remove(sandbox.uid());
        }
    }

    private static void removeTree(Path tree) throws IOException {
        if (!run("/bin/rm", "-rf", "--one-file-system", "--", tree.toString())) {
            run("/bin/chmod", "-R", "u+rwX", "--", tree.toString());
            if (!run("/bin/rm", "-rf", "--one-file-system", "--", tree.toString())) {
                throw new IOException(tree + " could not be removed");
            }
        }
    }

    /** False when it failed, or when this thread was asked to stop. */
    private static boolean run(String... words) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            boolean done = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            if (!done) {
                log.warn("{} failed: {}", words[0], output);
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
