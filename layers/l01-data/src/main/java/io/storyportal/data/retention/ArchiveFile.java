package io.storyportal.data.retention;

import java.util.UUID;

/** A file of the archive as it was written; {@code file} is its path within the archive's folder. */
record ArchiveFile(UUID id, String file, String sha256, long bytes) {}
