package io.storyportal.apigateway;

import io.storyportal.kit.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** What only the door can answer with. */
public enum ApiGatewayProblem implements Problem {
    PATH_REFUSED(
            "E9100",
            "path-refused",
            HttpStatus.BAD_REQUEST,
            "The path is not acceptable",
            "Send the path without dot segments, empty segments, backslashes, semicolons or encoded slashes."),
    URL_TOO_LONG(
            "E9101",
            "url-too-long",
            HttpStatus.URI_TOO_LONG,
            "The URL is too long",
            "Send long values in the body instead of the query."),
    HEADERS_TOO_LARGE(
            "E9102",
            "headers-too-large",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "The headers are too large",
            "Send fewer or shorter headers and cookies."),
    LAYER_UNREACHABLE(
            "E9110",
            "layer-unreachable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The layer that answers this cannot be reached",
            "Try again shortly; GET /health/detailed shows which layer is down."),
    LAYER_TIMED_OUT(
            "E9111",
            "layer-timed-out",
            HttpStatus.GATEWAY_TIMEOUT,
            "The layer that answers this took too long",
            "Read the resource to see whether the request took effect, or send it again with its Idempotency-Key."),
    LAYER_BROKE_OFF(
            "E9112",
            "layer-broke-off",
            HttpStatus.BAD_GATEWAY,
            "The layer closed the connection before it answered",
            "Read the resource to see whether the request took effect, or send it again with its Idempotency-Key."),
    CIRCUIT_OPEN(
            "E9113",
            "circuit-open",
            HttpStatus.SERVICE_UNAVAILABLE,
            "This route is paused because its layer keeps failing",
            "Wait for Retry-After; GET /health/detailed shows which layer is failing."),
    CROSS_SITE(
            "E9120",
            "cross-site-request",
            HttpStatus.FORBIDDEN,
            "A browser session may only be used from the platform's own page",
            "Open the dashboard at this address, or send an API key instead of the cookie."),
    SESSIONS_UNAVAILABLE(
            "E9121",
            "sessions-unavailable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "Browser sessions are not available",
            "Try again when Redis is back; API keys work meanwhile."),
    KEYS_UNAVAILABLE(
            "E9122",
            "key-directory-unavailable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The API key cannot be checked",
            "Try again shortly; keys are kept by L01, see 'portal status'."),
    NO_SESSION(
            "E9123",
            "no-session",
            HttpStatus.NOT_FOUND,
            "There is no browser session to end",
            "Nothing is to be done; an API key is not logged in or out.");

    private final String code;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    ApiGatewayProblem(String code, String slug, HttpStatus status, String title, String remedy) {
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
