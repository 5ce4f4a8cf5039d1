package io.storyportal.data.admin;

/** What a rebuild came to: rows written from events, rows that no event accounted for. */
public record RebuiltProjection(String name, long rebuilt, long removed) {}
