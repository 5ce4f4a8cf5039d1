package io.storyportal.runtime.workspace;

import io.storyportal.runtime.workspace.WorkspaceException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An open folder of a workspace. Everything in it is reached relative to the open folder and never through a symbolic link (openat with
 * O_NOFOLLOW), so a program that swaps names while we walk leads nowhere else.
 */
final class OpenFolder implements Closeable {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final SecureDirectoryStream<Path> stream;

    private OpenFolder(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /** @param root a folder whose own path no sandboxed program can change */
    static OpenFolder root(Path root) throws IOException {
        if (Files.newDirectoryStream(root) instanceof SecureDirectoryStream<Path> secure) {
            return new OpenFolder(secure);
        }
        throw new IOException("The file system of " + root + " cannot be walked safely");
    }

    OpenFolder folder(String name) throws IOException {
        try {
            return new OpenFolder(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            throw new WorkspaceException(Kind.NO_SUCH_FILE, "There is no folder '" + name + "'.");
        } catch (FileSystemException e) {
            // Not a directory, or ELOOP: a symbolic link.
            throw notAFolder(name);
        }
    }

    private static WorkspaceException notAFolder(String name) {
        return new WorkspaceException(Kind.BAD_PATH, "'" + name + "' is not a folder, or is a symbolic link.");
    }

    boolean has(String name) throws IOException {
        try {
            attributes(name);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    BasicFileAttributes attributes(String name) throws IOException {
        return stream.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /** Special files are refused before they are opened; a sandboxed program cannot make one (its system call filter). */
    SeekableByteChannel read(String name) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = attributes(name);
        } catch (NoSuchFileException e) {
            throw new WorkspaceException(Kind.NO_SUCH_FILE, "There is no file '" + name + "'.");
        }
        if (attributes.isSymbolicLink()) {
            throw new WorkspaceException(Kind.BAD_PATH, "'" + name + "' is a symbolic link.");
        }
        if (!attributes.isRegularFile()) {
            throw new WorkspaceException(Kind.WRONG_KIND, "'" + name + "' is not a regular file.");
        }
        return stream.newByteChannel(Path.of(name), READ);
    }

    /** Moves an entry of another open folder here, replacing what is there; neither is looked up by a path. */
    void take(OpenFolder from, String name, String as) throws IOException {
        try {
            from.stream.move(Path.of(name), stream, Path.of(as));
        } catch (FileSystemException e) {
            if (has(as) && attributes(as).isDirectory()) {
                throw new WorkspaceException(Kind.WRONG_KIND, "'" + as + "' is a folder.");
            }
            throw e;
        }
    }

    void deleteFile(String name) throws IOException {
        stream.deleteFile(Path.of(name));
    }

    void deleteFolder(String name) throws IOException {
        stream.deleteDirectory(Path.of(name));
    }

    List<String> names(int most) throws IOException {
        var names = new ArrayList<String>();
        for (Path entry : stream) {
            names.add(entry.getFileName().toString());
            if (names.size() > most) {
                throw new WorkspaceException(Kind.TOO_MANY_ENTRIES, "The folder has more than " + most + " entries.");
            }
        }
        return names;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
