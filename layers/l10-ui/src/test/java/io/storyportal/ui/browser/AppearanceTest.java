package io.storyportal.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.microsoft.playwright.options.ColorScheme;
import io.storyportal.client.l01.model.Agent;
import io.storyportal.client.l01.model.AgentStatus;
import io.storyportal.client.l01.model.Goal;
import io.storyportal.client.l01.model.GoalStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the pages look and whether everyone can use them: WCAG 2.2 AA by axe, light and dark, wide and on a phone. */
class AppearanceTest extends BrowserTest {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final Map<String, String> places = new LinkedHashMap<>();

    @BeforeEach
    void somethingToSee() {
        records.goal("Profile telemetry.tsv", GoalStatus.CANCELLED, Duration.ofHours(5));
        records.goal(
                "Audit the page https://example.com/pricing and all pages below it",
                GoalStatus.FAILED,
                Duration.ofMinutes(31));
        records.goal("Compare old.csv and new.csv by sku", GoalStatus.COMPLETED, Duration.ofMinutes(12));
        Agent agent = records.agent("orders-profiler", AgentStatus.EXECUTING);
        records.agent("log-inspector", AgentStatus.SUSPENDED);
        Goal goal = records.goal("Profile orders.csv and write a report", GoalStatus.RUNNING, Duration.ofSeconds(9));
        new GoalStory(records, door, goal).untilHalf();
        Goal done = records.goal("Find what goes wrong in app.log", GoalStatus.RUNNING, Duration.ofSeconds(20));
        new GoalStory(records, door, done).untilHalf().untilTheReport();
        places.put("overview", "/");
        places.put("goals", "/goals");
        places.put("goal", "/goals/" + goal.getId());
        places.put("report", "/goals/" + done.getId());
        places.put("agents", "/agents");
        places.put("agent", "/agents/" + agent.getId());
        places.put("events", "/events");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void meetsWcagOnEveryPage(ColorScheme scheme) {
        page = pageOf(1380, 900, scheme);
        page.navigate("/ui/");
        assertThat(page.locator("#login-title")).isVisible();
        check("login", scheme);
        signIn();
        places.forEach((name, place) -> {
            visit(place);
            screenshot(name + "-" + scheme.name().toLowerCase());
            check(name, scheme);
        });
        page.keyboard().press("n");
        assertThat(page.locator("run-goal dialog")).isVisible();
        check("run goal", scheme);
    }

    @Test
    void fitsAPhone() {
        page = pageOf(390, 844, ColorScheme.LIGHT);
        signIn();
        places.forEach((name, place) -> {
            visit(place);
            screenshot(name + "-phone");
            assertThat((Boolean) page.evaluate(
                            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("%s has no sideways scrolling", name)
                    .isTrue();
        });
    }

    @Test
    void doesNotJumpWhileItLoads() {
        signIn();
        page.addInitScript("""
                window.jumps = 0;
                new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) window.jumps += entry.value; }))
                  .observe({ type: 'layout-shift', buffered: true });""");
        for (String name : List.of("overview", "goals", "agents")) {
            go(places.get(name));
            assertThat(page.locator(".skeleton")).hasCount(0);
            assertThat(((Number) page.evaluate("window.jumps")).doubleValue())
                    .as(name)
                    .isLessThan(0.1);
        }
    }

    @Test
    void remembersTheChosenTheme() {
        signIn();
        page.getByTitle("Switch theme").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    /** All rules in light; in dark what a theme can break, the contrasts. */
    private void check(String what, ColorScheme scheme) {
        AxeBuilder axe = new AxeBuilder(page);
        axe = scheme == ColorScheme.LIGHT ? axe.withTags(RULES) : axe.withRules(List.of("color-contrast"));
        List<String> violations = axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .map(CheckedNode::getHtml)
                                .limit(3)
                                .toList())
                .toList();
        assertThat(violations).as("%s in %s", what, scheme).isEmpty();
    }
}
