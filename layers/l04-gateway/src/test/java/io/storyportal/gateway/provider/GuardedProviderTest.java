package io.storyportal.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.gateway.provider.ProviderFailure.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Tag("l04")
class GuardedProviderTest {

    private static final ModelDelta TEXT = new ModelDelta.Text("Hi");
    private static final ModelDelta END = new ModelDelta.Finished(FinishReason.STOP);

    @Test
    void triesAgainWhenTheProviderWasOverloaded() {
        var provider = new ScriptedProvider("p", failing(Kind.OVERLOADED, null), Flux.just(TEXT, END));

        answerOf(provider).expectNext(TEXT, END).verifyComplete();
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    void givesUpAfterThreeCalls() {
        var provider = new ScriptedProvider("p", failing(Kind.FAILED, null));

        answerOf(provider)
                .verifyErrorSatisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.FAILED));
        assertThat(provider.calls()).isEqualTo(3);
    }

    @Test
    void neverTriesAgainOnceTextHasArrived() {
        var provider = new ScriptedProvider("p", Flux.concat(Flux.just(TEXT), failing(Kind.OVERLOADED, null)));

        answerOf(provider).expectNext(TEXT).verifyError(ProviderFailure.class);
        assertThat(provider.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CREDENTIALS_REFUSED", "REQUEST_REJECTED", "UNKNOWN_MODEL", "TIMED_OUT", "BROKEN_STREAM"})
    void doesNotRepeatWhatWouldFailAgainOrCostTwice(Kind kind) {
        var provider = new ScriptedProvider("p", failing(kind, null));

        answerOf(provider).verifyError(ProviderFailure.class);
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    void waitsAsLongAsTheProviderAsksWhenThatIsShort() {
        var provider =
                new ScriptedProvider("p", failing(Kind.RATE_LIMITED, Duration.ofSeconds(4)), Flux.just(TEXT, END));

        StepVerifier.withVirtualTime(() -> new GuardedProvider(provider).call(PlayedProvider.call(true)))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(3900))
                .thenAwait(Duration.ofMillis(200))
                .expectNext(TEXT, END)
                .verifyComplete();
    }

    @Test
    void leavesALongWaitToTheCaller() {
        var provider = new ScriptedProvider("p", failing(Kind.RATE_LIMITED, Duration.ofSeconds(30)));

        answerOf(provider).verifyErrorSatisfies(failure -> assertThat(((ProviderFailure) failure).retryAfter())
                .isEqualTo(Duration.ofSeconds(30)));
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    void leavesAFailingProviderAlone() {
        var provider = new ScriptedProvider("p", failing(Kind.TIMED_OUT, null));
        var guarded = new GuardedProvider(provider);
        for (int call = 0; call < 6; call++) {
            StepVerifier.create(guarded.call(PlayedProvider.call(true))).verifyError();
        }

        StepVerifier.create(guarded.call(PlayedProvider.call(true)))
                .verifyErrorSatisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.BREAKER_OPEN));
        assertThat(provider.calls()).isEqualTo(6);
        assertThat(guarded.breakerState()).isEqualTo("open");
    }

    @Test
    void doesNotBlameTheProviderForBadRequests() {
        var guarded = new GuardedProvider(new ScriptedProvider("p", failing(Kind.REQUEST_REJECTED, null)));
        for (int call = 0; call < 20; call++) {
            StepVerifier.create(guarded.call(PlayedProvider.call(true))).verifyError();
        }

        assertThat(guarded.breakerState()).isEqualTo("closed");
    }

    private static StepVerifier.Step<ModelDelta> answerOf(ScriptedProvider provider) {
        return StepVerifier.withVirtualTime(() -> new GuardedProvider(provider).call(PlayedProvider.call(true)))
                .thenAwait(Duration.ofMinutes(1));
    }

    private static Flux<ModelDelta> failing(Kind kind, @Nullable Duration retryAfter) {
        return Flux.error(() -> new ProviderFailure("p", kind, "no", retryAfter, null));
    }

    private static Kind kind(Throwable failure) {
        return ((ProviderFailure) failure).kind();
    }
}
