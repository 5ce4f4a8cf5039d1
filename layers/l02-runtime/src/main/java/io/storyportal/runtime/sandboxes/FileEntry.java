package io.storyportal.runtime.sandboxes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storyportal.runtime.workspace.WorkspaceEntry;
import java.time.Instant;

/** @param size in bytes; 0 for what is not a file */
public record FileEntry(String path, FileType type, long size, Instant modifiedAt) {

    public enum FileType {
        @JsonProperty("file")
        FILE,
        @JsonProperty("folder")
        FOLDER,
        @JsonProperty("symlink")
        SYMLINK,
        @JsonProperty("other")
        OTHER
    }

    static FileEntry of(WorkspaceEntry entry) {
        return new FileEntry(entry.path(), FileType.valueOf(entry.kind().name()), entry.size(), entry.modifiedAt());
    }
}
