package io.storyportal.runtime.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.runtime.agents.RequestKeys.Kept;
import io.storyportal.runtime.agents.RequestKeys.Request;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("l02")
class RequestKeysTest {

    @TempDir
    private Path folder;

    private RequestKeys in(Duration later) {
        return new RequestKeys(new WorkspaceLayout(folder), Clock.offset(Clock.systemUTC(), later));
    }

    private RequestKeys now() {
        return in(Duration.ZERO);
    }

    private static Request by(String principal, String route, String body) {
        return new Request(new Caller(TenantId.DEFAULT, principal, Set.of(Role.DEVELOPER), null), route, "k", body);
    }

    @Test
    void findsWhatWasKeptAlsoAfterARestart() throws IOException {
        assertThat(now().keep(by("ann", "suspend", "b"), "first")).isEqualTo(new Kept("first", true));
        assertThat(now().keep(by("ann", "suspend", "b"), "second")).isEqualTo(new Kept("first", false));
        now().replace(by("ann", "suspend", "b"), "the\nanswer");
        assertThat(now().keep(by("ann", "suspend", "b"), "third")).isEqualTo(new Kept("the\nanswer", false));
    }

    @Test
    void keepsPrincipalsAndRoutesApart() throws IOException {
        now().keep(by("ann", "suspend", "b"), "");
        assertThat(now().keep(by("bob", "suspend", "b"), "").fresh()).isTrue();
        assertThat(now().keep(by("ann", "resume", "b"), "").fresh()).isTrue();
    }

    @Test
    void refusesAnotherBodyUntilTheRequestIsForgotten() throws IOException {
        now().keep(by("ann", "suspend", "b"), "");
        assertThatThrownBy(() -> now().keep(by("ann", "suspend", "other"), "")).isInstanceOf(ProblemException.class);
        now().forget(by("ann", "suspend", "b"));
        assertThat(now().keep(by("ann", "suspend", "other"), "").fresh()).isTrue();
    }

    @Test
    void keepsNothingLongerThanADay() throws IOException {
        now().keep(by("ann", "suspend", "b"), "");
        now().keep(by("bob", "suspend", "b"), "");
        assertThat(in(Duration.ofHours(23)).keep(by("ann", "suspend", "b"), "").fresh())
                .isFalse();
        assertThat(in(Duration.ofHours(25))
                        .keep(by("ann", "suspend", "other"), "")
                        .fresh())
                .isTrue();
        try (Stream<Path> left = Files.list(new WorkspaceLayout(folder).keys(TenantId.DEFAULT.value()))) {
            assertThat(left).hasSize(1);
        }
    }
}
