package io.storyportal.kit.events;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.storyportal.kit.web.problem.PassThrough;
import io.storyportal.kit.web.problem.ProblemException;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/** Tells a failure of something that is away or overloaded from one that lies in the event or in its handler. */
final class Outage {

    private static final Set<HttpStatus> PASSING = Set.of(
            HttpStatus.TOO_MANY_REQUESTS,
            HttpStatus.BAD_GATEWAY,
            HttpStatus.SERVICE_UNAVAILABLE,
            HttpStatus.GATEWAY_TIMEOUT);

    private Outage() {}

    /** Whether the failure, or one that led to it, is an outage. */
    static boolean is(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(Outage::isItself);
    }

    /** Another layer's 5xx, 401 and 403 are between the layers: they come to us as 503. */
    private static boolean isItself(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> PASSING.contains(problem.problem().status());
            case PassThrough passed -> isItself(passed.problem());
            default ->
                failure instanceof IOException
                        || failure instanceof TimeoutException
                        || failure instanceof WebClientRequestException
                        || failure instanceof R2dbcNonTransientResourceException
                        || failure instanceof R2dbcTransientResourceException
                        || failure instanceof R2dbcTimeoutException
                        || failure instanceof DataAccessResourceFailureException
                        || failure instanceof CannotCreateTransactionException;
        };
    }
}
