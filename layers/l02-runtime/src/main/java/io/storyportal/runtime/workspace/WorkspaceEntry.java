package io.storyportal.runtime.workspace;

import java.time.Instant;

public record WorkspaceEntry(String path, Kind kind, long size, Instant modifiedAt) {

    public enum Kind {
        FILE,
        FOLDER,
        SYMLINK,
        OTHER
    }
}
