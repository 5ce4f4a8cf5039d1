package io.storyportal.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.storyportal.client.l01.model.GoalStatus;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator does on the dashboard, from the login to the report. */
class OperatorStoriesTest extends BrowserTest {

    @Test
    void signsInAndOut() {
        page.navigate("/ui/goals");
        page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true)).fill("spp_wrong");
        button("Sign in").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This key is not accepted");
        button("Continue with the development key").click();
        assertThat(heading("Goals")).isVisible();
        button("Sign out").click();
        assertThat(heading("Sign in")).isVisible();
    }

    @Test
    void runsAGoalWithADroppedFileAndFollowsItToItsReport() {
        signIn();
        page.keyboard().press("n");
        page.getByLabel("What should be done?").fill("Profile orders.csv and write a report");
        drop("orders.csv", "sku,amount\na,1\n");
        assertThat(page.locator(".file-list")).containsText("orders.csv");
        page.locator("run-goal")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Run goal"))
                .click();
        assertThat(heading("Profile orders.csv and write a report")).isVisible();
        assertThat(door.submitted)
                .containsEntry("orders.csv", "sku,amount\na,1\n")
                .containsEntry("goal", "{\"description\":\"Profile orders.csv and write a report\",\"priority\":5}");

        GoalStory story = new GoalStory(records, door, records.goals.getFirst());
        assertThat(node("Stage inputs: Pending")).isVisible();
        story.untilHalf();
        assertThat(node("Sample rows: Completed")).isVisible();
        assertThat(node("Profile columns: Running")).isVisible();
        assertThat(page.locator(".goal-facts")).containsText("2 of 4 tasks");
        screenshot("goal-running");

        story.untilTheReport();
        assertThat(page.locator(".goal-head .status")).containsText("Completed");
        assertThat(page.locator(".prose h2")).hasText("Profile of orders.csv");
        assertThat(page.locator(".prose")).containsText("<script>document.title = 'stolen'</script><img src=x");
        assertThat(page.locator(".prose script, .prose img")).hasCount(0);
        assertThat(page.locator(".prose a")).hasCount(1);
        assertThat(page.locator(".prose a")).hasAttribute("href", "https://example.com/a_(b)");
        assertThat(page.locator(".prose td.right").last()).hasText("12");
        button("JSON").click();
        assertThat(page.locator(".document")).containsText("rows: 1200");
        button("Timeline").click();
        assertThat(page.locator(".timeline li")).hasCount(4);
        screenshot("goal-timeline");
    }

    @Test
    void showsWhyAGoalWasNotTakenAndWhatHelps() {
        signIn();
        button("Run goal").first().click();
        page.getByLabel("What should be done?").fill("Write me a poem");
        page.locator("run-goal")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Run goal"))
                .click();
        Locator problem = page.getByRole(AriaRole.ALERT);
        assertThat(problem).containsText("no model is configured");
        assertThat(problem).containsText("Do what the documentation says.");
        assertThat(problem).containsText("E5104");
        assertThat(page.getByLabel("What should be done?")).hasValue("Write me a poem");
    }

    @Test
    void createsAnAgentSuspendsItAndTerminatesIt() {
        signIn();
        go("/agents");
        button("Create agent").first().click();
        page.getByLabel("Name").fill("nightly-profiler");
        page.getByLabel("Trust level").selectOption("UNTRUSTED");
        page.locator("create-agent")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create agent"))
                .click();
        assertThat(heading("nightly-profiler")).isVisible();
        assertThat(door.submitted.get("agent")).contains("\"trust_level\":\"UNTRUSTED\"");
        button("Suspend nightly-profiler").click();
        assertThat(page.locator(".page-head .status")).containsText("Suspended");
        button("Resume nightly-profiler").click();
        assertThat(page.locator(".page-head .status")).containsText("Ready");
        button("Terminate nightly-profiler").click();
        button("Keep it").click();
        assertThat(page.locator(".page-head .status")).containsText("Ready");
        button("Terminate nightly-profiler").click();
        button("Terminate agent").click();
        assertThat(page.locator(".page-head .status")).containsText("Terminated");
        assertThat(button("Terminate nightly-profiler")).hasCount(0);
    }

    @Test
    void tellsWhatIsEmptyAndWhatIsNotFound() {
        signIn();
        go("/goals");
        assertThat(page.getByText("No goals yet")).isVisible();
        go("/agents");
        assertThat(page.getByText("No agents yet")).isVisible();
        go("/goals/01900000-0000-7000-8000-00000000dead");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Not found");
        go("/nowhere");
        assertThat(page.getByText("There is no page here")).isVisible();
    }

    @Test
    void isUsedByKeyboardAlone() {
        records.goal("Profile orders.csv", GoalStatus.RUNNING, Duration.ofSeconds(4));
        GoalStory story = new GoalStory(records, door, records.goals.getFirst()).untilHalf();
        signIn();
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("g");
        page.keyboard().press("g");
        assertThat(heading("Goals")).isFocused();
        page.keyboard().press("/");
        assertThat(page.getByLabel("Filter goals")).isFocused();
        page.keyboard().type("orders");
        Locator goal = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Profile orders.csv"));
        assertThat(goal).isVisible();
        page.keyboard().press("Tab");
        assertThat(goal).isFocused();
        page.keyboard().press("Enter");
        assertThat(heading("Profile orders.csv")).isFocused();
        node("Stage inputs").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.COMPLEMENTARY))
                .containsText(story.stage.getId().toString().substring(0, 8));
        page.keyboard().press("n");
        assertThat(page.getByLabel("What should be done?")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("run-goal dialog")).not().hasAttribute("open", Pattern.compile(".*"));
        page.keyboard().press("?");
        page.getByLabel("Use single-key shortcuts").uncheck();
        page.keyboard().press("Escape");
        page.keyboard().press("n");
        assertThat(page.locator("run-goal dialog")).isHidden();
    }

    private void drop(String name, String content) {
        page.locator(".drop").evaluate("""
                (zone, [name, content]) => {
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([content], name, { type: 'text/csv' }));
                  for (const type of ['dragover', 'drop']) zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
                }""", new Object[] {name, content});
    }

    private Locator node(String label) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + label)));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }
}
