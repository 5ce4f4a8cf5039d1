package io.storyportal.runtime.agents;

import static io.storyportal.runtime.agents.AgentStatus.BLOCKED;
import static io.storyportal.runtime.agents.AgentStatus.COMPLETED;
import static io.storyportal.runtime.agents.AgentStatus.EXECUTING;
import static io.storyportal.runtime.agents.AgentStatus.FAILED;
import static io.storyportal.runtime.agents.AgentStatus.PENDING;
import static io.storyportal.runtime.agents.AgentStatus.READY;
import static io.storyportal.runtime.agents.AgentStatus.SUSPENDED;
import static io.storyportal.runtime.agents.AgentStatus.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("l02")
class AgentStatusTest {

    private static final Map<AgentStatus, Set<AgentStatus>> TABLE = Map.of(
            PENDING, Set.of(READY, FAILED, TERMINATED),
            READY, Set.of(EXECUTING, SUSPENDED, COMPLETED, FAILED, TERMINATED),
            EXECUTING, Set.of(COMPLETED, FAILED, BLOCKED, SUSPENDED, TERMINATED),
            SUSPENDED, Set.of(READY, EXECUTING, BLOCKED, TERMINATED),
            BLOCKED, Set.of(EXECUTING, COMPLETED, FAILED, SUSPENDED, TERMINATED),
            COMPLETED, Set.of(TERMINATED),
            FAILED, Set.of(TERMINATED),
            TERMINATED, Set.of());

    @ParameterizedTest
    @EnumSource
    void allowsTheMovesOfTheTableAndNoOthers(AgentStatus status) {
        assertThat(status.next()).isEqualTo(TABLE.get(status));
    }

    @ParameterizedTest
    @EnumSource
    void neverMovesToItselfAndAlwaysFindsAnEnd(AgentStatus status) {
        assertThat(status.next()).doesNotContain(status);
        assertThat(status == TERMINATED || status.next().contains(TERMINATED)).isTrue();
    }

    @Test
    void runsCommandsOnlyWhenReadyOrExecuting() {
        assertThat(Set.of(AgentStatus.values()).stream().filter(AgentStatus::mayRunCommands))
                .containsExactlyInAnyOrder(READY, EXECUTING);
    }
}
