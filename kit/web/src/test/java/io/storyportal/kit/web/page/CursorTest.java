package io.storyportal.kit.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kit")
class CursorTest {

    @Test
    void comesBackAsItWasGivenOut() {
        Cursor cursor = Cursor.of("2026-01-01T00:00:00Z", 42);
        assertThat(Cursor.parse(cursor.encoded(), 2)).isEqualTo(cursor);
    }

    @Test
    void isRefusedWhenItIsOfAnotherListOrMadeUp() {
        String twoKeys = Cursor.of("a", "b").encoded();
        assertThatThrownBy(() -> Cursor.parse(twoKeys, 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.parse("%%%", 1)).isInstanceOf(ProblemException.class);
    }

    @Test
    void pointsAfterTheLastRowOfAFullPage() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, Cursor::of);
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.nextCursor()).isEqualTo(Cursor.of(2).encoded());
    }

    @Test
    void isAbsentOnTheLastPage() {
        assertThat(Page.of(List.of(1, 2), 2, Cursor::of).nextCursor()).isNull();
    }

    @Test
    void limitsAreDefaultedAndBounded() {
        assertThat(Limit.of(null)).isEqualTo(100);
        assertThat(Limit.of(500)).isEqualTo(500);
        assertThatThrownBy(() -> Limit.of(0)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Limit.of(501)).isInstanceOf(ProblemException.class);
    }
}
