package io.storyportal.cli.door;

import io.storyportal.cli.terminal.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An error answer as the platform words it (RFC 9457), or as little as could be made of another one. */
public record RemoteProblem(int status, String code, String title, String detail, String remedy, String traceId) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    static RemoteProblem of(int status, String body) {
        try {
            var json = Json.parse(body);
            if (json.isObject()) {
                return new RemoteProblem(
                        status,
                        text(json, "code"),
                        json.path("title").asString("HTTP " + status),
                        text(json, "detail"),
                        text(json, "remedy"),
                        text(json, "trace_id"));
            }
        } catch (JacksonException e) {
            // Something in between answered, in words of its own.
        }
        var start = body.substring(0, Math.min(body.length(), 200));
        return new RemoteProblem(status, "", "HTTP " + status, start, "Check that --url is the platform's", "");
    }

    /** May be gone by itself: the platform is busy, or a part of it is being started again. */
    public boolean passing() {
        return status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }
}
