package io.storyportal.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

@Tag("l03")
class TurnstileTest {
    private final Turnstile turnstile = new Turnstile(1, 2);
    private final List<Turnstile.Permit> inside = new ArrayList<>();

    @Test
    void letsTheNextInWhenOneLeaves() {
        enter();
        enter();
        assertThat(inside).hasSize(1);

        inside.getFirst().close();

        assertThat(inside).hasSize(2);
    }

    @Test
    void refusesWhenTooManyWait() {
        enter();
        enter();
        enter();

        StepVerifier.create(turnstile.enter(() -> new IllegalStateException("full")))
                .verifyErrorMessage("full");
    }

    @Test
    void forgetsWhoeverGaveUpWaiting() {
        enter();
        Disposable impatient = enter();
        enter();
        impatient.dispose();

        inside.getFirst().close();

        assertThat(inside).hasSize(2);
        inside.getLast().close();
        enter();
        assertThat(inside).hasSize(3);
    }

    @Test
    void countsAPermitClosedTwiceOnce() {
        enter();
        inside.getFirst().close();
        inside.getFirst().close();
        enter();
        enter();

        assertThat(inside).hasSize(2);
    }

    private Disposable enter() {
        return turnstile.enter(() -> new IllegalStateException("full")).subscribe(inside::add);
    }
}
