package io.storyportal.runtime.workspace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a workspace takes while programs change it. Sizes are rounded up to blocks and every entry counts at least one, so a
 * million empty files are not free; a file with two links counts twice. What cannot be walked counts as full.
 */
public final class DiskUsage {

    private static final long BLOCK = 4096;

    private DiskUsage() {}

    /** Bytes below the folder, or anything above {@code enough} as soon as that is exceeded. */
    public static long below(Path folder, long enough) {
        var count = new Count(enough);
        try {
            Files.walkFileTree(folder, count);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
        return count.bytes;
    }

    /** Bytes of files that processes hold open after deleting them, which no walk of the folder finds. */
    public static long deletedButOpen(Path folder, List<Long> processes) {
        long device;
        try {
            device = (Long) Files.getAttribute(folder, "unix:dev");
        } catch (IOException e) {
            return 0;
        }
        var seen = new HashSet<Object>();
        long bytes = 0;
        for (Long process : processes) {
            bytes += deletedBy(Path.of("/proc", process.toString(), "fd"), device, seen);
        }
        return bytes;
    }

    private static long deletedBy(Path descriptors, long device, Set<Object> seen) {
        long bytes = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                try {
                    Map<String, Object> file =
                            Files.readAttributes(descriptor, "unix:dev,nlink,size,ino,isRegularFile");
                    boolean deleted = Boolean.TRUE.equals(file.get("isRegularFile"))
                            && Integer.valueOf(0).equals(file.get("nlink"));
                    boolean counts =
                            deleted && Long.valueOf(device).equals(file.get("dev")) && seen.add(file.get("ino"));
                    if (counts && file.get("size") instanceof Long size) {
                        bytes += size;
                    }
                } catch (IOException e) {
                    // Closed since it was listed.
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
        return bytes;
    }

    private static final class Count implements FileVisitor<Path> {
        private final long enough;
        private long bytes;

        private Count(long enough) {
            this.enough = enough;
        }

        private FileVisitResult add(long size) {
            bytes += Math.max(BLOCK, (size + BLOCK - 1) / BLOCK * BLOCK);
            return bytes > enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return add(0);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return add(attributes.isRegularFile() ? attributes.size() : 0);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
