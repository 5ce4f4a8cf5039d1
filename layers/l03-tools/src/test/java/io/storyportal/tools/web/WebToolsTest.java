package io.storyportal.tools.web;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.ToolsProblem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

@Tag("l03")
class WebToolsTest {
    @RegisterExtension
    static final WireMockExtension SITE = WireMockExtension.newInstance()
            .options(options().dynamicPort().globalTemplating(false))
            .build();

    private final WebFetcher allowed = new WebFetcher(new UrlGuard(List.of("localhost")), Duration.ofSeconds(5));
    private final WebFetcher strict = new WebFetcher(new UrlGuard(List.of()), Duration.ofSeconds(5));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "file:///etc/passwd",
                "http://user:pw@example.org/",
                "http:///x",
                "nonsense",
                "http://127.0.0.1:8001/",
                "http://localhost/",
                "http://[::1]/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:10.0.0.1]/",
                "http://1.1.1.1:22/",
                "http://0/"
            })
    void refusesAddressesThatAreNotOfThePublicWeb(String url) {
        assertProblem(() -> strict.get(url, 1_000).block(), ToolsProblem.URL_REFUSED);
    }

    @Test
    void checksWhereARedirectLeads() {
        SITE.stubFor(get("/away").willReturn(temporaryRedirect("http://127.0.0.1:" + SITE.getPort() + "/secret")));
        SITE.stubFor(get("/secret").willReturn(ok("secret")));

        assertProblem(() -> allowed.get(url("/away"), 1_000).block(), ToolsProblem.URL_REFUSED);
    }

    @Test
    void checksTheAddressItConnectsTo() {
        // The name passes every look at the URL; only its address gives it away.
        var guard = new UrlGuard(List.of());
        assertThat(guard.check("http://localhost.localdomain:8080/")).isNotNull();
        assertProblem(() -> guard.resolve("localhost"), ToolsProblem.URL_REFUSED);
    }

    @Test
    void allowsAPrivateHostAtTheNamedPortAlone() {
        SITE.stubFor(get("/open").willReturn(ok("open")));
        for (var host : List.of("localhost", "127.0.0.1")) {
            var narrow = new WebFetcher(new UrlGuard(List.of(host + ":" + SITE.getPort())), Duration.ofSeconds(5));
            var base = "http://" + host;

            assertThat(narrow.get(base + ":" + SITE.getPort() + "/open", 100)
                            .block()
                            .status())
                    .isEqualTo(200);
            assertProblem(
                    () -> narrow.get(base + ":" + (SITE.getPort() - 1), 100).block(), ToolsProblem.URL_REFUSED);
            assertProblem(() -> narrow.get(base + "/", 100).block(), ToolsProblem.URL_REFUSED);
        }
    }

    @Test
    void allowsAPrivateHostAtTheUsualPortWithoutItsNumber() {
        var guard = new UrlGuard(List.of("intranet:80", "[::1]:443"));

        assertThat(guard.check("http://intranet/")).isNotNull();
        assertThat(guard.check("https://[::1]/")).isNotNull();
        assertProblem(() -> guard.check("https://intranet/"), ToolsProblem.URL_REFUSED);
        assertProblem(() -> guard.check("http://[::1]/"), ToolsProblem.URL_REFUSED);
    }

    @Test
    void followsRedirectsAndReadsThePage() {
        SITE.stubFor(get("/old").willReturn(temporaryRedirect("/new")));
        SITE.stubFor(get("/new")
                .willReturn(okForContentType("text/html; charset=ISO-8859-1", "")
                        .withBody(
                                "<html><head><title>Köln</title><script>x()</script></head><body><h1>Süd</h1> <p>Ost</p></body></html>"
                                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))));

        FetchedPage page = FetchedPage.of(allowed.get(url("/old"), 10_000).block(), FetchedPage.As.TEXT, 1_000);

        assertThat(page.title()).isEqualTo("Köln");
        assertThat(page.text()).contains("Süd").doesNotContain("x()");
        assertThat(page.redirects()).hasSize(1);
        assertThat(page.finalUrl()).endsWith("/new");
    }

    @Test
    void endsAfterTooManyRedirects() {
        SITE.stubFor(get("/loop").willReturn(temporaryRedirect("/loop")));

        assertProblem(() -> allowed.get(url("/loop"), 1_000).block(), ToolsProblem.FETCH_FAILED);
    }

    @Test
    void readsNoMoreThanWanted() {
        SITE.stubFor(get("/big").willReturn(okForContentType("text/plain", "x".repeat(500_000))));

        Page page = allowed.get(url("/big"), 1_000).block();

        assertThat(page.body()).hasSize(1_000);
        assertThat(page.truncated()).isTrue();
    }

    @Test
    void saysWhenASiteDoesNotAnswer() {
        assertProblem(() -> allowed.get("http://localhost:1/", 100).block(), ToolsProblem.FETCH_FAILED);
    }

    @Test
    void auditsASite() {
        SITE.stubFor(any(urlPathEqualTo("/gone")).willReturn(status(404)));
        SITE.stubFor(any(urlPathEqualTo("/doc.pdf")).willReturn(okForContentType("application/pdf", "%PDF")));
        SITE.stubFor(get("/").willReturn(
                        okForContentType("text/html", """
                <html lang="en"><head><title>Home</title><meta name="viewport" content="width=device-width">
                <meta name="description" content="A page that says in enough words what it is about.">
                </head><body><h1>Hi</h1><img src="a.png"><a href="/two">two</a><a href="/gone">gone</a>
                <a href="/doc.pdf">pdf</a><a href="mailto:x@y.z">mail</a></body></html>""").withHeader("X-Content-Type-Options", "nosniff")));
        SITE.stubFor(
                get("/two").willReturn(okForContentType("text/html", "<html><body><p>no title</p></body></html>")));

        WebAuditReport report = new WebAuditor(allowed, Schedulers.boundedElastic())
                .audit(url("/"), 2)
                .block();

        assertThat(report.pages()).hasSize(2);
        assertThat(report.pages().get(0).issues())
                .extracting(WebAuditReport.Issue::kind)
                .containsExactly("missing_alt");
        assertThat(report.pages().get(1).issues())
                .extracting(WebAuditReport.Issue::kind)
                .contains("missing_title", "missing_lang", "missing_h1", "missing_description");
        assertThat(report.brokenLinks()).singleElement().satisfies(l -> {
            assertThat(l.url()).endsWith("/gone");
            assertThat(l.status()).isEqualTo(404);
            assertThat(l.foundOn()).endsWith("/");
        });
        assertThat(report.securityHeaders().present()).containsExactly("x-content-type-options");
        assertThat(report.summary().score()).isLessThan(100);
    }

    private static String url(String path) {
        return "http://localhost:" + SITE.getPort() + path;
    }

    private static void assertProblem(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ToolsProblem problem) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem())
                .isEqualTo(problem));
    }
}
