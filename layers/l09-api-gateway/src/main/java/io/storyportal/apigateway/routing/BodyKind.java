package io.storyportal.apigateway.routing;

/** What a route takes, and how many bytes of it at most. */
public enum BodyKind {
    JSON(1L << 20),
    EVENTS(16L << 20),
    UPLOAD(2L << 30);

    private final long limit;

    BodyKind(long limit) {
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
