package io.storyportal.data.journal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where an aggregate stands. */
record Head(
        long version,
        long position,
        boolean deleted,
        @Nullable String createdDigest,
        ObjectNode carried) {}
