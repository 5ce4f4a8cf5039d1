package io.storyportal.kit.web.problem;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what the framework throws into the problem a client can act on. */
final class ProblemTranslator {

    private ProblemTranslator() {}

    static ProblemException translate(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case PassThrough passed -> passed.problem();
            case WebExchangeBindException invalid -> invalid(errorsOf(invalid));
            case HandlerMethodValidationException invalid -> invalid(errorsOf(invalid));
            case UnsupportedMediaTypeStatusException media ->
                CommonProblem.UNSUPPORTED_MEDIA_TYPE.exception(
                        "Content-Type " + media.getContentType() + " is not one of " + media.getSupportedMediaTypes());
            case NotAcceptableStatusException media ->
                CommonProblem.NOT_ACCEPTABLE.exception("Available: " + media.getSupportedMediaTypes());
            case MethodNotAllowedException method ->
                CommonProblem.METHOD_NOT_ALLOWED.exception(
                        method.getHttpMethod() + " is not one of " + method.getSupportedMethods());
            case ServerWebInputException input -> input(input);
            case DataBufferLimitException tooLarge -> tooLarge();
            case DecodingException malformed -> malformed(malformed);
            case JacksonException malformed -> malformed(malformed);
            case ResponseStatusException status -> ofStatus(status);
            case TimeoutException slow -> CommonProblem.TIMED_OUT.exception("No answer in time");
            default -> new ProblemException(CommonProblem.INTERNAL, "Unexpected failure", failure);
        };
    }

    private static ProblemException invalid(List<Map<String, String>> errors) {
        Map<String, String> first =
                errors.isEmpty() ? Map.of("field", "body", "message", "invalid") : errors.getFirst();
        return CommonProblem.INVALID
                .exception("'" + first.get("field") + "' " + first.get("message"))
                .with("errors", errors);
    }

    private static List<Map<String, String>> errorsOf(WebExchangeBindException invalid) {
        return invalid.getAllErrors().stream()
                .map(error -> error(
                        error instanceof FieldError field ? SnakeCase.of(field.getField()) : error.getObjectName(),
                        error))
                .toList();
    }

    private static List<Map<String, String>> errorsOf(HandlerMethodValidationException invalid) {
        return invalid.getParameterValidationResults().stream()
                .flatMap(result -> result instanceof ParameterErrors body
                        ? body.getFieldErrors().stream().map(field -> error(SnakeCase.of(field.getField()), field))
                        : result.getResolvableErrors().stream().map(each -> error(nameOf(result), each)))
                .toList();
    }

    private static String nameOf(ParameterValidationResult result) {
        return SnakeCase.of(
                Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "parameter"));
    }

    private static Map<String, String> error(String field, MessageSourceResolvable error) {
        return Map.of("field", field, "message", Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid"));
    }

    private static ProblemException input(ServerWebInputException input) {
        for (Throwable cause = input.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return tooLarge();
            }
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof JacksonException) {
                return malformed(cause);
            }
        }
        return CommonProblem.MALFORMED.exception(
                Objects.requireNonNullElse(input.getReason(), "The request is unreadable"));
    }

    private static ProblemException tooLarge() {
        return CommonProblem.TOO_LARGE.exception("The body is over the limit of this path");
    }

    /** A problem that a type of the body raised itself says more than the parser, which wraps it. */
    private static ProblemException malformed(Throwable malformed) {
        for (Throwable cause = malformed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        for (Throwable cause = malformed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return CommonProblem.MALFORMED.exception(
                        "Unknown field '" + unknown.getPropertyName() + "'; known: " + unknown.getKnownPropertyIds());
            }
            if (cause instanceof DatabindException mapping) {
                return CommonProblem.MALFORMED.exception(
                        "Wrong type or value at '" + mapping.getPathReference().replaceAll("^.*?\\[", "[") + "'");
            }
            if (cause instanceof JacksonException syntax && syntax.getLocation() != null) {
                return CommonProblem.MALFORMED.exception("Malformed JSON at line "
                        + syntax.getLocation().getLineNr() + ", column "
                        + syntax.getLocation().getColumnNr());
            }
        }
        return CommonProblem.MALFORMED.exception("The body cannot be read");
    }

    private static ProblemException ofStatus(ResponseStatusException failure) {
        String reason = Objects.requireNonNullElse(failure.getReason(), "");
        return switch (failure.getStatusCode().value()) {
            case 404 -> CommonProblem.NOT_FOUND.exception("No such path or resource");
            case 413 -> tooLarge();
            case 401 -> CommonProblem.UNAUTHENTICATED.exception(reason);
            case 403 -> CommonProblem.FORBIDDEN.exception(reason);
            case 429 -> CommonProblem.RATE_LIMITED.exception(reason);
            case 502, 503 -> CommonProblem.UNAVAILABLE.exception(reason);
            case 408, 504 -> CommonProblem.TIMED_OUT.exception(reason);
            default ->
                failure.getStatusCode().is4xxClientError()
                        ? CommonProblem.MALFORMED.exception(reason)
                        : new ProblemException(CommonProblem.INTERNAL, "Unexpected failure", failure);
        };
    }
}
