package io.storyportal.ui;

import io.storyportal.kit.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** What only L10 can answer; documented in docs/errors/l10.md. */
public enum UiProblem implements Problem {
    UPGRADE_REQUIRED(
            "E10100",
            "websocket-required",
            HttpStatus.UPGRADE_REQUIRED,
            "This path speaks WebSocket only",
            "Open it as a WebSocket, or read GET /api/v1/events (a list) or GET /api/v1/events/stream (server-sent events).");

    private final String code;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    UiProblem(String code, String slug, HttpStatus status, String title, String remedy) {
        this.code = code;
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
