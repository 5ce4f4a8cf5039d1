package io.storyportal.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.storyportal.gateway.GatewayProblem;
import io.storyportal.gateway.provider.ConfiguredProviders;
import io.storyportal.gateway.provider.ConfiguredProviders.Missing;
import io.storyportal.gateway.provider.GuardedProvider;
import io.storyportal.gateway.provider.PlayedProvider;
import io.storyportal.gateway.provider.ProviderFailure;
import io.storyportal.gateway.provider.ProviderFailure.Kind;
import io.storyportal.gateway.provider.ScriptedProvider;
import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@Tag("l04")
class ModelRouterTest {

    private final GuardedProvider first = provider("first");
    private final GuardedProvider second = provider("second");
    private final ModelRouter router = new ModelRouter(
            new ConfiguredProviders(List.of(first, second), List.of(new Missing("third", "set THIRD_KEY"))));

    @Test
    void takesTheFirstProviderAndItsDefaultWhenNothingIsAskedFor() {
        Route route = router.route(null, null);

        assertThat(route.provider()).isSameAs(first);
        assertThat(route.model()).isEqualTo("first-default");
    }

    @Test
    void takesTheProviderThatServesTheModel() {
        assertThat(router.route(null, "second-large").provider()).isSameAs(second);
    }

    @Test
    void takesANamedProviderAtItsWord() {
        Route route = router.route("second", "first-large");

        assertThat(route.provider()).isSameAs(second);
        assertThat(route.model()).isEqualTo("first-large");
    }

    @Test
    void readsTheProviderInFrontOfTheModel() {
        Route route = router.route(null, "second/org/model");

        assertThat(route.provider()).isSameAs(second);
        assertThat(route.model()).isEqualTo("org/model");
    }

    @Test
    void passesOverAProviderWhoseBreakerIsOpen() {
        open(first);

        assertThat(router.route(null, null).provider()).isSameAs(second);
        assertThat(router.route(null, "first-large").provider()).isSameAs(first);
    }

    @Test
    void refusesWhatNobodyServes() {
        assertThat(problemOf(null, "unheard-of")).isEqualTo(GatewayProblem.NO_PROVIDER_FOR_MODEL);
        assertThat(problemOf("third", null)).isEqualTo(GatewayProblem.PROVIDER_NOT_CONFIGURED);
    }

    @Test
    void saysThatThereIsNoProviderAtAll() {
        var none = new ModelRouter(new ConfiguredProviders(List.of(), List.of(new Missing("third", "set THIRD_KEY"))));

        assertThatThrownBy(() -> none.route(null, null))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.problem())
                        .isEqualTo(GatewayProblem.NO_PROVIDER));
    }

    @Test
    void explainsEachProviderItWeighed() {
        assertThat(router.route(null, "second-large").candidates())
                .extracting(Candidate::provider, Candidate::configured, Candidate::eligible)
                .containsExactly(
                        tuple("first", true, false), tuple("second", true, true), tuple("third", false, false));
    }

    private Problem problemOf(@Nullable String provider, @Nullable String model) {
        try {
            router.route(provider, model);
        } catch (ProblemException refused) {
            return refused.problem();
        }
        throw new AssertionError("it was routed");
    }

    private static GuardedProvider provider(String name) {
        return new GuardedProvider(
                new ScriptedProvider(name, Flux.error(() -> new ProviderFailure(name, Kind.TIMED_OUT, "late"))));
    }

    private static void open(GuardedProvider provider) {
        for (int call = 0; call < 6; call++) {
            PlayedProvider.failure(provider.call(PlayedProvider.call(true)));
        }
    }
}
