package io.storyportal.qa.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.terminal.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A web site is audited as it is served, and nothing else of this machine is reached by it. */
@Tag("stories")
@ExtendWith(FleetExtension.class)
class WebAuditStoryIT {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><title>%s</title>
            <meta name="viewport" content="width=device-width">
            <meta name="description" content="A shop that sells bread, rolls and cakes, baked every morning."></head>
            <body><h1>%s</h1>%s</body></html>""";

    private final StoryFleet fleet;
    private final Site site;
    private final Goals goals;

    WebAuditStoryIT(StoryFleet fleet, Site site) {
        this.fleet = fleet;
        this.site = site;
        this.goals = new Goals(Outside.developer(fleet));
    }

    private static String page(String title, String body) {
        return PAGE.formatted(title, title.isEmpty() ? "No title" : title, body);
    }

    @Test
    void namesTheBrokenLinkAndThePageWithoutATitle() {
        site.page("/", page("Bakery", "<a href='/bread'>Bread</a> <a href='/cakes'>Cakes</a>"));
        site.page("/bread", page("Bread", "<a href='/'>Home</a> <a href='/rye#top'>Rye</a>"));
        site.page("/cakes", page("", "<a href='/bread'>Bread</a>"));

        var report = goals.reportOf(goals.send("Audit the web site " + site.url("/")), "completed");

        var data = Json.parse(Goals.document(report, "application/json"));
        assertThat(data.path("broken_links").valueStream()).singleElement().satisfies(broken -> {
            assertThat(broken.path("url").asString()).isEqualTo(site.url("/rye"));
            assertThat(broken.path("status").asInt()).isEqualTo(404);
            assertThat(broken.path("found_on").asString()).isEqualTo(site.url("/bread"));
        });
        assertThat(data.path("pages").valueStream().map(page -> page.path("url").asString()))
                .contains(site.url("/"), site.url("/bread"), site.url("/cakes"));
        assertThat(data.path("pages")
                        .valueStream()
                        .filter(page -> page.path("issues")
                                .valueStream()
                                .anyMatch(issue -> issue.path("kind").asString().equals("missing_title")))
                        .map(page -> page.path("url").asString()))
                .contains(site.url("/cakes"))
                .doesNotContain(site.url("/"), site.url("/bread"));
        assertThat(Goals.document(report, "text/markdown")).contains("Broken link " + site.url("/rye"));
    }

    @Test
    void reachesNoOtherPortOfThisMachine() {
        var report = goals.reportOf(goals.send("Audit the web site " + fleet.url("l01") + "/health/live"), "failed");

        assertThat(report.path("error").path("message").asString()).startsWith("E3230");
    }

    @Test
    void followsNoRedirectToAnotherPortOfThisMachine() {
        site.redirect("/inside", fleet.url("l01") + "/health/live");

        var report = goals.reportOf(goals.send("Audit the web site " + site.url("/inside")), "failed");

        assertThat(report.path("error").path("message").asString()).startsWith("E3230");
    }
}
