package io.storyportal.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.UiServer;
import io.storyportal.ui.played.PlayedDoor;
import io.storyportal.ui.played.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.test.context.TestPropertySource;

/** A real browser on the running L10, through a played door, for a tenant of each test's own. */
@LayerTest
@Tag("l10")
@Tag("integration")
@TestPropertySource(properties = {"l10.freshness=100ms", "l10.socket.ping=1s"})
abstract class BrowserTest extends UiServer {

    private static final double PATIENCE_MS = 20_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    Records records;
    PlayedDoor door;
    BrowserContext context;
    Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void open() {
        TenantId tenant = new TenantId(Ids.uuid7());
        records = L01.of(tenant.toString());
        door = new PlayedDoor(port(), () -> tokenOf(tenant), records);
        page = pageOf(1380, 900, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        context.close();
        door.close();
        assertThat(complaints)
                .as("errors and policy violations in the browser's console")
                .isEmpty();
    }

    Page pageOf(int width, int height, ColorScheme scheme) {
        if (context != null) {
            context.close();
        }
        context = Chromium.shared()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(door.url())
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        Page opened = context.newPage();
        opened.onPageError(complaints::add);
        opened.onConsoleMessage(message -> {
            // What a request was refused with is part of the tests; anything else is a fault of the page.
            if (message.type().equals("error")
                    && !message.text().matches("(?s).*(Failed to load resource|WebSocket connection).*")) {
                complaints.add(message.text());
            }
        });
        return opened;
    }

    /** Signs in as a developer would and waits for the page to be live. */
    void signIn() {
        page.navigate("/ui/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue with the development key"))
                .click();
        assertThat(page.locator(".live")).containsText("Live");
    }

    void go(String place) {
        page.navigate("/ui" + place);
        assertThat(page.locator(".live")).containsText("Live");
    }

    /** To another place without loading the page again, as its links do. */
    void visit(String place) {
        page.evaluate(
                "place => { history.pushState(null, '', place); dispatchEvent(new PopStateEvent('popstate')); }",
                "/ui" + place);
        assertThat(page.locator(".skeleton")).hasCount(0);
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
    }
}
