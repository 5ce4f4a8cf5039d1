package io.storyportal.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.storyportal.kit.web.ids.Ids;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The live stream in the page: resumed, replaced by polling, paused, filtered, back-filled. */
class LiveStreamTest extends BrowserTest {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @Test
    void resumesAfterABreakWithoutLossOrRepetition() {
        happen(3);
        signIn();
        go("/events");
        door.cutSockets();
        happen(4);
        assertThat(rows()).hasCount(7);
        assertThat(page.locator(".live")).containsText("Live", PATIENTLY);
        happen(1);
        assertThat(rows()).hasCount(8);
        assertThat(page.locator("table.events tbody tr td:first-child").allTextContents())
                .containsExactly("8", "7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void pollsWhileThereIsNoSocketAndReturnsToIt() {
        happen(1);
        signIn();
        go("/events");
        door.refuseSockets(true);
        assertThat(page.locator(".live")).containsText("Polling", PATIENTLY);
        happen(2);
        assertThat(rows()).hasCount(3);
        door.refuseSockets(false);
        assertThat(page.locator(".live")).containsText("Live", PATIENTLY);
        happen(1);
        assertThat(rows()).hasCount(4);
    }

    @Test
    void saysThatWhatItShowsIsStale() {
        happen(2);
        signIn();
        L01.stop();
        try {
            assertThat(page.locator(".live")).containsText("Stale", PATIENTLY);
            assertThat(page.getByText("Some figures cannot be read now")).isVisible();
            assertThat(page.locator(".layer").first()).containsText("Down");
            screenshot("stale");
        } finally {
            L01.start();
        }
        assertThat(page.locator(".live")).containsText("Live", PATIENTLY);
    }

    @Test
    void pausesWhileOneReads() {
        happen(2);
        signIn();
        go("/events");
        assertThat(rows()).hasCount(2);
        button("Pause").click();
        happen(3);
        assertThat(button("Resume (3 new)")).isVisible();
        assertThat(rows()).hasCount(2);
        button("Resume (3 new)").click();
        assertThat(rows()).hasCount(5);
    }

    @Test
    void filtersByTypeAndShowsThePayload() {
        happen(3);
        records.append("goal.created", Ids.uuid7(), Map.of("description", "Find me"));
        signIn();
        go("/events");
        page.getByLabel("Filter events").fill("goal.*");
        assertThat(rows()).hasCount(1);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Details of event 4"))
                .click();
        assertThat(page.locator(".payload")).containsText("description: \"Find me\"");
    }

    @Test
    void loadsEarlierEvents() {
        happen(150);
        signIn();
        go("/events");
        assertThat(rows()).hasCount(100);
        button("Load earlier events").click();
        assertThat(rows()).hasCount(150);
        assertThat(button("Load earlier events")).hasCount(0);
    }

    private Locator rows() {
        return page.locator("table.events tbody tr");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void happen(int events) {
        IntStream.range(0, events)
                .forEach(number -> records.append("task.completed", Ids.uuid7(), Map.of("name", "step " + number)));
    }
}
