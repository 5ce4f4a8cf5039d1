package io.storyportal.cli.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes files into a {@code .tar.gz} that its owner alone may read, and knows its digest. */
final class Tar implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final MessageDigest digest = sha256();
    private final TarArchiveOutputStream out;

    /** What to do with a file that was unpacked. */
    interface Unpacked {
        void accept(Path path, boolean folder) throws IOException;
    }

    Tar(Path target) throws IOException {
        this.target = target;
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(target);
        Files.createFile(target, owner);
        var fast = new GzipParameters();
        fast.setCompressionLevel(Deflater.BEST_SPEED);
        var file = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(target), BUFFER), digest);
        out = new TarArchiveOutputStream(new GzipCompressorOutputStream(file, fast));
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void folder(String name) throws IOException {
        out.putArchiveEntry(new TarArchiveEntry(name + "/"));
        out.closeArchiveEntry();
    }

    /** A file that a server may be writing: as long as it is now, with zeros where it became shorter meanwhile; 0 when it is gone. */
    long file(String name, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var size = Files.size(file);
            var entry = new TarArchiveEntry(name);
            entry.setSize(size);
            out.putArchiveEntry(entry);
            copy(in, size);
            out.closeArchiveEntry();
            return size;
        } catch (NoSuchFileException | FileNotFoundException gone) {
            return 0;
        }
    }

    private void copy(InputStream in, long size) throws IOException {
        var buffer = new byte[BUFFER];
        for (var left = size; left > 0; ) {
            var wanted = (int) Math.min(buffer.length, left);
            var read = in.readNBytes(buffer, 0, wanted);
            java.util.Arrays.fill(buffer, read, wanted, (byte) 0);
            out.write(buffer, 0, wanted);
            left -= wanted;
        }
    }

    void text(String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    /** Everything is on the disk. */
    Backup.Part finish() throws IOException {
        out.close();
        flush(target);
        return new Backup.Part(Files.size(target), HexFormat.of().formatHex(digest.digest()));
    }

    static void flush(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static void unpack(Path archive, Path root, Unpacked each) throws IOException {
        try (var in = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive), BUFFER)))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var path = root.resolve(entry.getName()).normalize();
                if (!path.startsWith(root)) {
                    throw new IOException("Entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(in, path);
                }
                each.accept(path, entry.isDirectory());
            }
        }
    }

    static Backup.Part part(Path file) throws IOException {
        var digest = sha256();
        try (var in = Files.newInputStream(file);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            return new Backup.Part(in.transferTo(out), HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
