package io.storyportal.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.node.JsonNodeFactory;

/** How long a follower tries, in virtual time. */
@Tag("kit")
class PatientHandlerTest {

    private static final int OFTEN = 50;

    private final AtomicInteger attempts = new AtomicInteger();

    static Stream<Throwable> outages() {
        return Stream.of(
                new R2dbcNonTransientResourceException("the connection is closed"),
                new TimeoutException("no answer"),
                new IllegalStateException(new ConnectException("refused")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void waitsWhileSomethingItNeedsIsAway(Throwable outage) {
        assertThat(attemptsWhen(OFTEN, outage)).isEqualTo(OFTEN + 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = CommonProblem.class,
            names = {"UNAVAILABLE", "TIMED_OUT", "DRAINING", "RATE_LIMITED"})
    void waitsWhileALayerSaysThatItPasses(Problem problem) {
        assertThat(attemptsWhen(OFTEN, new ProblemException(problem, "away"))).isEqualTo(OFTEN + 1);
    }

    @Test
    void passesOverWhatFailsByItself() {
        assertThat(attemptsWhen(OFTEN, new IllegalStateException("poison"))).isEqualTo(11);
    }

    @Test
    void passesOverWhatIsRefused() {
        assertThat(attemptsWhen(OFTEN, CommonProblem.NOT_FOUND.exception("gone")))
                .isEqualTo(11);
    }

    /** How often an event is tried whose first attempts fail like that. */
    private int attemptsWhen(int failures, Throwable failure) {
        PatientHandler handler = new PatientHandler(
                "test", event -> attempts.incrementAndGet() <= failures ? Mono.error(failure) : Mono.empty());
        StepVerifier.withVirtualTime(() -> handler.handle(event()))
                .thenAwait(Duration.ofHours(1))
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        return attempts.get();
    }

    private static EventEnvelope event() {
        return new EventEnvelope(
                Ids.uuid7(),
                "plan.queued",
                "plan",
                Ids.uuid7(),
                1,
                1,
                JsonNodeFactory.instance.objectNode(),
                new EventEnvelope.Metadata(TenantId.DEFAULT, "test", null, null, 1),
                Instant.EPOCH);
    }
}
