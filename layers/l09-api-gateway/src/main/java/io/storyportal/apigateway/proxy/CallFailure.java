package io.storyportal.apigateway.proxy;

import io.netty.handler.timeout.ReadTimeoutException;
import io.storyportal.apigateway.ApiGatewayProblem;
import io.storyportal.apigateway.routing.RouteRule;
import io.storyportal.kit.web.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Names what can go wrong between the door and a layer, in a client's terms. */
final class CallFailure {

    private static final Duration SOON = Duration.ofSeconds(1);

    private CallFailure() {}

    static Throwable named(Throwable failure, RouteRule rule) {
        String layer = rule.layer();
        return switch (failure) {
            case ProblemException named -> named;
            case ConnectException refused -> unreachable(layer, "does not accept connections");
            case UnknownHostException unknown -> unreachable(layer, "has no address");
            case PoolAcquireTimeoutException full -> unreachable(layer, "has too many requests under way");
            case PoolAcquirePendingLimitException full -> unreachable(layer, "has too many requests under way");
            case ReadTimeoutException slow -> timedOut(rule);
            case TimeoutException slow -> timedOut(rule);
            case ResponseStatusException status
            when status.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT -> timedOut(rule);
            case IOException broken -> brokeOff(layer);
            default -> failure;
        };
    }

    static boolean isLayersFault(Throwable named) {
        return named instanceof ProblemException problem
                && problem.problem() instanceof ApiGatewayProblem which
                && switch (which) {
                    case LAYER_UNREACHABLE, LAYER_TIMED_OUT, LAYER_BROKE_OFF -> true;
                    default -> false;
                };
    }

    private static ProblemException unreachable(String layer, String why) {
        return ApiGatewayProblem.LAYER_UNREACHABLE.exception(layer + " " + why).retryAfter(SOON);
    }

    private static ProblemException timedOut(RouteRule rule) {
        return ApiGatewayProblem.LAYER_TIMED_OUT.exception(rule.layer() + " did not begin to answer within "
                + rule.timeout().toSeconds() + " s");
    }

    private static ProblemException brokeOff(String layer) {
        return ApiGatewayProblem.LAYER_BROKE_OFF.exception(layer + " closed the connection");
    }
}
