package io.storyportal.kit.web.bridge;

import org.jspecify.annotations.Nullable;

/** What is read of another layer's problem document; anything may be missing. */
record RemoteProblem(
        @Nullable String type,
        @Nullable String title,
        @Nullable String detail,
        @Nullable String code,
        @Nullable String remedy) {

    static final RemoteProblem EMPTY = new RemoteProblem(null, null, null, null, null);

    String slug() {
        return type == null ? "remote" : type.substring(type.lastIndexOf('/') + 1);
    }
}
