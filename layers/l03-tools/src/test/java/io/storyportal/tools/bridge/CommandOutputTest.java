package io.storyportal.tools.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("l03")
class CommandOutputTest {
    private final JsonMapper json = new JsonMapper();
    private final CommandOutput output = new CommandOutput(5);

    @Test
    void gathersWhatACommandWroteUpToTheLimit() {
        add("{'type':'stdout','data':'abc'}");
        add("{'type':'stderr','data':'no'}");
        add("{'type':'stdout','data':'defg'}");
        add("{'type':'heartbeat'}");
        add("{'type':'exit','exit_code':3,'reason':'exited','duration_ms':7}");

        var result = output.result();
        assertThat(result.stdout()).isEqualTo("abcde");
        assertThat(result.stderr()).isEqualTo("no");
        assertThat(result.truncated()).isTrue();
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.durationMs()).isEqualTo(7);
    }

    @Test
    void takesAStreamWithoutAnExitForBroken() {
        add("{'type':'stdout','data':'abc'}");

        assertThatThrownBy(output::result)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("without its exit");
    }

    private void add(String frame) {
        output.add(json.readTree(frame.replace('\'', '"')));
    }
}
