package io.storyportal.runtime.workspace;

import io.storyportal.runtime.sandbox.Sandbox;
import io.storyportal.runtime.workspace.WorkspaceException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** The files of one sandbox, as the layer reads and writes them while programs may be doing the same. Calls block. */
public final class Workspace {

    private static final int DEEPEST = 64;

    private final Sandbox sandbox;
    private final Path files;
    private final Path staging;
    private final Path home;

    Workspace(Sandbox sandbox, WorkspaceLayout layout) {
        this.sandbox = sandbox;
        this.files = layout.files(sandbox.tenant(), sandbox.id());
        this.staging = layout.staging(sandbox.tenant(), sandbox.id());
        this.home = layout.home(sandbox.tenant(), sandbox.id());
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public record OpenFile(SeekableByteChannel channel, long size, Instant modifiedAt) {}

    public OpenFile read(WorkspacePath path) throws IOException {
        try (OpenFolder folder = walk(path, false)) {
            SeekableByteChannel channel = folder.read(path.last());
            return new OpenFile(
                    channel,
                    channel.size(),
                    folder.attributes(path.last()).lastModifiedTime().toInstant());
        }
    }

    /** Opens a file outside the sandbox's view; {@link Upload#commit} moves it to its place. */
    public Upload write(WorkspacePath path) throws IOException {
        Path staged = staging.resolve(UUID.randomUUID().toString());
        return new Upload(this, path, staged, sandbox.budgets().diskBytes());
    }

    WorkspaceEntry commit(Path staged, WorkspacePath path) throws IOException {
        own(staged, "rw-------");
        try (OpenFolder folder = walk(path, true);
                OpenFolder from = OpenFolder.root(staging)) {
            folder.take(from, staged.getFileName().toString(), path.last());
            BasicFileAttributes attributes = folder.attributes(path.last());
            return Listing.entry(path.toString(), attributes);
        }
    }

    Path home() {
        return home;
    }

    /** The file, or the folder with everything in it. */
    public void delete(WorkspacePath path) throws IOException {
        try (OpenFolder folder = walk(path, false)) {
            delete(folder, path.last(), 0);
        } catch (NoSuchFileException e) {
            throw new WorkspaceException(Kind.NO_SUCH_FILE, "There is no '" + path + "'.");
        }
    }

    private static void delete(OpenFolder folder, String name, int depth) throws IOException {
        if (!folder.attributes(name).isDirectory()) {
            folder.deleteFile(name);
            return;
        }
        if (depth > DEEPEST) {
            throw new WorkspaceException(Kind.BAD_PATH, "The folders are nested more than " + DEEPEST + " deep.");
        }
        try (OpenFolder inner = folder.folder(name)) {
            for (String child : inner.names(Integer.MAX_VALUE - 1)) {
                delete(inner, child, depth + 1);
            }
        }
        folder.deleteFolder(name);
    }

    public Listing list(String under, int limit, String after) throws IOException {
        Deque<String> folders = new ArrayDeque<>();
        if (!under.isEmpty()) {
            folders.addAll(WorkspacePath.parse(under).names());
        }
        try (OpenFolder folder = descend(OpenFolder.root(files), folders, false)) {
            return Listing.of(folder, under, limit, after);
        }
    }

    private OpenFolder walk(WorkspacePath path, boolean make) throws IOException {
        return descend(OpenFolder.root(files), new ArrayDeque<>(path.folders()), make);
    }

    private OpenFolder descend(OpenFolder start, Deque<String> names, boolean make) throws IOException {
        OpenFolder folder = start;
        while (!names.isEmpty()) {
            try (OpenFolder current = folder) {
                String name = names.remove();
                if (make && !current.has(name)) {
                    makeFolder(current, name);
                }
                folder = current.folder(name);
            }
        }
        return folder;
    }

    /** Java cannot make a folder inside an open one; it can move one there. */
    private void makeFolder(OpenFolder parent, String name) throws IOException {
        Path fresh = Files.createDirectory(staging.resolve(UUID.randomUUID().toString()));
        own(fresh, "rwx------");
        try (OpenFolder from = OpenFolder.root(staging)) {
            parent.take(from, fresh.getFileName().toString(), name);
        } catch (WorkspaceException | FileSystemException e) {
            // Someone made it first, or put something else there; opening it tells.
            Files.deleteIfExists(fresh);
        }
    }

    private void own(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        Integer uid = sandbox.uid();
        if (uid != null) {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", uid);
        }
    }
}
