package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where one cluster's write-ahead log is kept beside its backups. The folder carries the cluster's own number, so two
 * clusters never mix. Nothing is kept before the folder is there: a log without a backup to begin from is worth nothing.
 *
 * @param cluster PostgreSQL's system identifier
 */
public record WalArchive(Path backups, String cluster) {

    /** Of the cluster with this data folder. */
    static WalArchive of(Path backups, Path data) {
        try (var control = Files.newInputStream(data.resolve("global").resolve("pg_control"))) {
            var number = ByteBuffer.wrap(control.readNBytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            return new WalArchive(backups.toAbsolutePath(), Long.toUnsignedString(number.getLong()));
        } catch (IOException e) {
            throw new ServerStartException("Cannot read which cluster " + data + " is", e);
        }
    }

    public Path folder() {
        return backups.resolve("wal-" + cluster);
    }

    /** A segment is there whole or not at all; one that was kept before a crash and is handed over again is the same. */
    Map<String, String> settings() {
        var keep = "if [ ! -d %1$s ]; then exit 0; fi; kept=%1$s/%%f.gz; if [ -f \"$kept\" ];"
                + " then gunzip -c \"$kept\" | cmp -s - \"%%p\";"
                + " else gzip -1 -c \"%%p\" > \"$kept.part\" && sync \"$kept.part\" && mv \"$kept.part\" \"$kept\"; fi";
        return Map.of("archive_mode", "on", "archive_command", keep.formatted(quoted(folder())));
    }

    /** How a recovery gets a segment: from here, else from the log that the cluster had not handed over yet. */
    public String restoreCommand(Path rest) {
        return "if [ -f %1$s/%%f.gz ]; then gunzip -c %1$s/%%f.gz > \"%%p\"; else cp %2$s/%%f \"%%p\" 2>/dev/null; fi"
                .formatted(quoted(folder()), quoted(rest));
    }

    /** For the shell, and for PostgreSQL, to which a percent sign means something. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''").replace("%", "%%") + "'";
    }
}
