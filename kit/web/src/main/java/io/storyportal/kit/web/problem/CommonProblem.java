package io.storyportal.kit.web.problem;

import io.storyportal.kit.web.config.Layer;
import org.springframework.http.HttpStatus;

/** What every layer can answer with, at the same offset (1-99) of its own code range; its own problems begin at 100. */
public enum CommonProblem implements Problem {
    MALFORMED(
            1,
            "malformed-request",
            HttpStatus.BAD_REQUEST,
            "The request cannot be read",
            "Send well-formed JSON with only the documented fields and types."),
    INVALID(
            2,
            "validation-failed",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The request is not valid",
            "Correct the fields listed in 'errors' and send it again."),
    NOT_FOUND(
            3,
            "not-found",
            HttpStatus.NOT_FOUND,
            "Not found",
            "Check the path and the id; ids of another tenant are never found."),
    METHOD_NOT_ALLOWED(
            5,
            "method-not-allowed",
            HttpStatus.METHOD_NOT_ALLOWED,
            "Method not allowed",
            "Use one of the methods in the Allow header."),
    UNSUPPORTED_MEDIA_TYPE(
            6,
            "unsupported-media-type",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type",
            "Send the Content-Type that the API description names."),
    NOT_ACCEPTABLE(
            7,
            "not-acceptable",
            HttpStatus.NOT_ACCEPTABLE,
            "Not acceptable",
            "Accept one of the media types that the API description names."),
    TOO_LARGE(
            8,
            "body-too-large",
            HttpStatus.CONTENT_TOO_LARGE,
            "The body is too large",
            "Send less at once; the limit is in the detail."),
    UNAUTHENTICATED(
            11,
            "unauthenticated",
            HttpStatus.UNAUTHORIZED,
            "Not authenticated",
            "Send a valid token or API key in the Authorization header."),
    FORBIDDEN(
            12,
            "forbidden",
            HttpStatus.FORBIDDEN,
            "Not allowed",
            "Ask an administrator of your tenant for the role that this needs."),
    INTERNAL(
            13,
            "internal-error",
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong here",
            "Try again; if it stays, report the trace_id to the operator."),
    UNAVAILABLE(
            14,
            "dependency-unavailable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "A service this needs is not available",
            "Try again shortly; 'portal status' shows which layer is down."),
    RATE_LIMITED(
            15,
            "rate-limited",
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many requests",
            "Slow down; Retry-After says when to try again."),
    IDEMPOTENCY_MISMATCH(
            16,
            "idempotency-key-reused",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The Idempotency-Key was used with another body",
            "Use a new key for a new request."),
    IDEMPOTENCY_IN_FLIGHT(
            17,
            "idempotent-request-in-flight",
            HttpStatus.CONFLICT,
            "The first request with this Idempotency-Key is still running",
            "Wait and send the same request again."),
    PRECONDITION_FAILED(
            18,
            "precondition-failed",
            HttpStatus.PRECONDITION_FAILED,
            "The resource has changed since you read it",
            "Read it again and repeat the change with its new ETag."),
    TIMED_OUT(
            19,
            "timed-out",
            HttpStatus.GATEWAY_TIMEOUT,
            "A service this needs did not answer in time",
            "Try again; if it stays, look at the health of the layer named in the detail."),
    DRAINING(
            20,
            "draining",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The service is shutting down",
            "Send the request again; another instance or the restarted one will answer.");

    private final int offset;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    CommonProblem(int offset, String slug, HttpStatus status, String title, String remedy) {
        this.offset = offset;
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return Layer.current().code(offset);
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
