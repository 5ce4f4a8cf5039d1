package io.storyportal.gateway;

import io.storyportal.gateway.provider.ProviderFailure;
import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** What only the model gateway can answer with. Each is described in {@code docs/errors/l04.md}. */
public enum GatewayProblem implements Problem {
    NO_PROVIDER(
            100,
            "no-model-provider",
            HttpStatus.SERVICE_UNAVAILABLE,
            "No model provider is configured",
            "Set ANTHROPIC_API_KEY, or OPENAI_API_KEY (with OPENAI_BASE_URL for a compatible server), or"
                    + " OLLAMA_BASE_URL, and restart the model gateway."),
    PROVIDER_NOT_CONFIGURED(
            101,
            "provider-not-configured",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "That provider is not configured",
            "Name a provider that GET /models shows as configured, or name none."),
    NO_PROVIDER_FOR_MODEL(
            102,
            "no-provider-for-model",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "No configured provider serves that model",
            "Name a model that GET /models lists, or configure a provider that serves it."),
    UNKNOWN_MODEL(
            103,
            "unknown-model",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The provider does not know that model",
            "Name a model that GET /models lists."),
    REQUEST_REJECTED(
            104,
            "rejected-by-provider",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The provider rejected the request",
            "Change what the detail names: most often the length, the temperature or the schema."),
    SCHEMA_UNUSABLE(
            105,
            "response-schema-unusable",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The response_schema cannot be used",
            "Send a JSON Schema (2020-12) with \"type\": \"object\" at its root and without remote references."),
    CREDENTIALS_REFUSED(
            110,
            "provider-credentials-refused",
            HttpStatus.BAD_GATEWAY,
            "The provider refused our credentials",
            "Check that the API key configured for this provider is valid and may use this model."),
    RATE_LIMITED(
            111,
            "provider-rate-limited",
            HttpStatus.TOO_MANY_REQUESTS,
            "The provider's rate limit or quota is used up",
            "Wait as long as Retry-After says, or raise the limit of the provider account."),
    OVERLOADED(
            112,
            "provider-overloaded",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The provider is overloaded",
            "Try again later, or name another provider."),
    FAILED(
            113,
            "provider-failed",
            HttpStatus.BAD_GATEWAY,
            "The provider failed",
            "Try again; if it stays, look at the provider's status page."),
    UNREACHABLE(
            114,
            "provider-unreachable",
            HttpStatus.BAD_GATEWAY,
            "The provider cannot be reached",
            "Check its base URL and this machine's way out to it."),
    TIMED_OUT(
            115,
            "provider-timed-out",
            HttpStatus.GATEWAY_TIMEOUT,
            "The provider did not answer in time",
            "Try again with a smaller max_tokens or streamed, or raise l04.timeouts."),
    BROKEN_STREAM(
            116,
            "provider-stream-broken",
            HttpStatus.BAD_GATEWAY,
            "The provider's answer broke off",
            "Try again; what had arrived is not the whole answer."),
    UNREADABLE(
            117,
            "provider-answer-unreadable",
            HttpStatus.BAD_GATEWAY,
            "The provider sent something unreadable",
            "Check that the base URL is that of the provider's API."),
    BREAKER_OPEN(
            118,
            "provider-left-alone",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The provider failed too often and is left alone for a while",
            "Wait as long as Retry-After says, or name another provider."),
    OUTPUT_MISMATCH(
            120,
            "output-does-not-match-schema",
            HttpStatus.BAD_GATEWAY,
            "The model's answer does not match the response_schema",
            "Simplify the schema, allow more max_tokens, or use a more capable model."),
    EMBEDDER_UNAVAILABLE(
            130,
            "embedding-model-unavailable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The embedding model cannot be loaded",
            "See the gateway's log; the temporary folder must allow execution (java.io.tmpdir)."),
    EMBEDDER_BUSY(
            131,
            "embedder-busy",
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too many texts are waiting to be embedded",
            "Try again shortly, or send smaller batches.");

    private static final int LAYER = 4;

    private final int offset;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    GatewayProblem(int offset, String slug, HttpStatus status, String title, String remedy) {
        this.offset = offset;
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** How a provider's failure is told to the caller. */
    public static ProblemException of(ProviderFailure failure) {
        var problem = new ProblemException(problemOf(failure.kind()), String.valueOf(failure.getMessage()), failure)
                .with("provider", failure.provider());
        return failure.retryAfter() == null ? problem : problem.retryAfter(failure.retryAfter());
    }

    private static GatewayProblem problemOf(ProviderFailure.Kind kind) {
        return switch (kind) {
            case CREDENTIALS_REFUSED -> CREDENTIALS_REFUSED;
            case RATE_LIMITED -> RATE_LIMITED;
            case OVERLOADED -> OVERLOADED;
            case REQUEST_REJECTED -> REQUEST_REJECTED;
            case UNKNOWN_MODEL -> UNKNOWN_MODEL;
            case FAILED -> FAILED;
            case UNREACHABLE -> UNREACHABLE;
            case TIMED_OUT -> TIMED_OUT;
            case BROKEN_STREAM -> BROKEN_STREAM;
            case UNREADABLE -> UNREADABLE;
            case BREAKER_OPEN -> BREAKER_OPEN;
        };
    }

    @Override
    public String code() {
        return "E%d%03d".formatted(LAYER, offset);
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
