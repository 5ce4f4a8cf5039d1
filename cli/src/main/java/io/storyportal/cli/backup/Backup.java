package io.storyportal.cli.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backup as its {@code backup.json} tells it; a folder without that file is none.
 *
 * @param begun by the database's clock, as {@code finished}: it can be restored as it was then or at any later time
 * @param cluster whose write-ahead log goes on from here; null for a dump, which is of one moment only
 * @param firstSegment of that log that is needed
 * @param roles of the database server that the dump names; empty for a copy, which holds them
 * @param parts files of the backup by name
 */
record Backup(
        String id,
        Kind kind,
        Instant begun,
        Instant finished,
        String serverVersion,
        @Nullable String cluster,
        @Nullable String firstSegment,
        List<String> roles,
        Map<String, Part> parts) {

    static final String BASE = "base.tar.gz";
    static final String SECRETS = "secrets.tar.gz";
    static final String DUMP = "database.dump";
    static final String ARTIFACTS = "artifacts.txt";

    /** How the database was taken. */
    enum Kind {
        /** All files of an embedded server: with its log any later time can be restored. */
        COPY,
        /** Of another server, by pg_dump: the moment it began. */
        DUMP
    }

    /** A file as it was written. */
    record Part(long bytes, String sha256) {}

    long bytes() {
        return parts.values().stream().mapToLong(Part::bytes).sum();
    }
}
