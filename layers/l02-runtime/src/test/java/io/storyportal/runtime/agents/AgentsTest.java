package io.storyportal.runtime.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.Problem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.runtime.RuntimeProblem;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Tag("l02")
class AgentsTest {

    private static final Caller ANN = new Caller(TenantId.DEFAULT, "ann", Set.of(Role.DEVELOPER), null);

    private final Agents agents = new Agents(new InMemoryAgentFacts());

    @Test
    void keepsNothingOfAgentsThatDoNotExist() {
        for (int i = 0; i < 3; i++) {
            expect(agents.move(ANN, Ids.uuid7(), AgentStatus.SUSPENDED, null), CommonProblem.NOT_FOUND);
        }
        assertThat(agents.lines()).isZero();
    }

    @Test
    void saysThatTooManyWaitForOneAgent() {
        UUID agent = Ids.uuid7();
        // One that moves it and a hundred in line.
        Disposable.Composite full = Disposables.composite();
        IntStream.range(0, 101)
                .forEach(i -> full.add(agents.inTurn(ANN, agent, Mono.never()).subscribe()));

        expect(agents.inTurn(ANN, agent, Mono.just("late")), RuntimeProblem.TOO_MANY_COMMANDS);

        full.dispose();
        assertThat(agents.inTurn(ANN, agent, Mono.just("free")).block()).isEqualTo("free");
        assertThat(agents.lines()).isZero();
    }

    private static void expect(Mono<?> work, Problem expected) {
        StepVerifier.create(work.contextWrite(ANN::write))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.problem())
                                .isEqualTo(expected)))
                .verify();
    }
}
