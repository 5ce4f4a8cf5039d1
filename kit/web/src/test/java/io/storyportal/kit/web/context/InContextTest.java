package io.storyportal.kit.web.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.CallerLogFields;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Tag("kit")
class InContextTest {

    private static final Caller ADA = new Caller(TenantId.DEFAULT, "ada", Set.of(Role.DEVELOPER), null);

    private final List<@Nullable Caller> seen = new ArrayList<>();

    private void look() {
        seen.add(new CallerLogFields().getValue());
    }

    @Test
    void worksForTheCallerOnWhateverThread() {
        InContext.fromRunnable(this::look)
                .subscribeOn(Schedulers.parallel())
                .contextWrite(ADA::write)
                .block();

        assertThat(seen).containsExactly(ADA);
    }

    @Test
    void doesNothingUntilSubscribed() {
        Mono<Object> work = InContext.fromRunnable(this::look).contextWrite(ADA::write);
        assertThat(seen).isEmpty();

        work.then(work).block();
        assertThat(seen).containsExactly(ADA, ADA);
    }

    @Test
    void worksForNobodyInTheMiddleOfSomebodysWork() {
        Mono<Object> forNobody = InContext.fromRunnable(this::look);
        InContext.fromRunnable(() -> {
                    forNobody.subscribe();
                    look();
                })
                .contextWrite(ADA::write)
                .block();

        assertThat(seen).isEqualTo(Arrays.asList(null, ADA));
    }

    @Test
    void passesOnWhatCameOfIt() {
        assertThat(InContext.fromCallable(() -> "done").block()).isEqualTo("done");

        InContext.fromCallable(() -> {
                    throw new IOException("full");
                })
                .contextWrite(ADA::write)
                .as(StepVerifier::create)
                .verifyErrorMessage("full");
        look();
        assertThat(seen).isEqualTo(Arrays.asList((Caller) null));
    }
}
