package io.storyportal.ui.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.ui.UiServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@LayerTest
@Tag("l10")
class SiteTest extends UiServer {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"(/ui/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*[\"']([^\"']+)[\"']");

    @Test
    void servesThePageAtEveryPlaceWithin() {
        assertThat(page("/ui/"))
                .contains("<portal-shell>")
                .isEqualTo(page("/ui/goals/0190"))
                .isEqualTo(page("/ui"));
    }

    @Test
    void allowsOnlyOurScriptsAndTheImportMapByItsHash() throws Exception {
        EntityExchangeResult<byte[]> page = get("/ui/");
        String policy = page.getResponseHeaders().getFirst("Content-Security-Policy");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(importMap().getBytes(StandardCharsets.UTF_8));
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
    }

    @Test
    void hasNeitherInlineScriptsNorInlineStyles() {
        String html = page("/ui/").replaceAll(IMPORT_MAP.pattern(), "");
        assertThat(html).doesNotContain("<style").doesNotContain("style=").doesNotContainPattern("<script[^>]*>[^<]");
        assertThat(html).doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void keepsFilesForEverAndAsksForThePageEachTime() {
        EntityExchangeResult<byte[]> page = get("/ui/");
        assertThat(page.getResponseHeaders().getCacheControl()).isEqualTo("no-cache");
        as(TenantId.DEFAULT)
                .get()
                .uri("/ui/")
                .header(HttpHeaders.IF_NONE_MATCH, page.getResponseHeaders().getETag())
                .exchange()
                .expectStatus()
                .isNotModified();
        String script = addresses(text(page)).stream()
                .filter(path -> path.endsWith("main.js"))
                .findFirst()
                .orElseThrow();
        assertThat(get(script).getResponseHeaders().getCacheControl())
                .contains("immutable")
                .contains("max-age=31536000");
        as(TenantId.DEFAULT)
                .get()
                .uri(script)
                .header(
                        HttpHeaders.IF_NONE_MATCH,
                        get(script).getResponseHeaders().getETag())
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void servesEveryFileThatThePageAndItsModulesName() {
        Map<String, String> libraries = imports();
        Set<String> seen = new HashSet<>();
        addresses(page("/ui/")).forEach(path -> visit(path, libraries, seen));
        assertThat(seen).anyMatch(path -> path.endsWith("/lit-html.js")).hasSizeGreaterThan(40);
    }

    @Test
    void answersAFileThatIsNotThereWithNotFound() {
        for (String path : Set.of(
                "/ui/assets/000000000000/app/main.js",
                "/ui/lib/lit/0.0.0/index.js",
                "/ui/favicon.ico",
                "/ui/assets/../application.yaml")) {
            as(TenantId.DEFAULT)
                    .get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("E10003");
        }
    }

    @Test
    void tellsThePageItsProfileAndNothingElse() {
        as(TenantId.DEFAULT)
                .get()
                .uri("/ui/config")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .jsonPath("$.profile")
                .isEqualTo("dev")
                .jsonPath("$.length()")
                .isEqualTo(2);
    }

    @Test
    void neverHandsTextToAnHtmlParser() {
        Map<String, String> libraries = imports();
        Set<String> seen = new HashSet<>();
        addresses(page("/ui/")).forEach(path -> visit(path, libraries, seen));
        seen.stream()
                .filter(path -> path.contains("/app/"))
                .forEach(
                        path -> assertThat(text(get(path)))
                                .as(path)
                                .doesNotContainPattern(
                                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|unsafeHTML|unsafeSVG|\\beval\\(|new Function"));
    }

    private void visit(String path, Map<String, String> libraries, Set<String> seen) {
        if (!seen.add(path)) {
            return;
        }
        String content = text(get(path));
        if (!path.endsWith(".js")) {
            return;
        }
        IMPORT.matcher(content)
                .results()
                .map(found -> found.group(1))
                .forEach(name -> visit(resolve(path, name, libraries), libraries, seen));
    }

    private static String resolve(String from, String name, Map<String, String> libraries) {
        if (name.startsWith(".")) {
            return URI.create(from).resolve(name).toString();
        }
        if (libraries.containsKey(name)) {
            return libraries.get(name);
        }
        String folder = name.substring(
                0, name.startsWith("@") ? name.indexOf('/', name.indexOf('/') + 1) + 1 : name.indexOf('/') + 1);
        return libraries.get(folder) + name.substring(folder.length());
    }

    private String importMap() {
        var found = IMPORT_MAP.matcher(page("/ui/"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Map<String, String> imports() {
        return new JsonMapper().readValue(importMap(), WebJars.ImportMap.class).imports();
    }

    private static Set<String> addresses(String html) {
        Set<String> found = new HashSet<>();
        ADDRESS.matcher(html).results().forEach(address -> found.add(address.group(1)));
        return found;
    }

    private String page(String path) {
        return text(get(path));
    }

    private static String text(EntityExchangeResult<byte[]> answer) {
        return new String(answer.getResponseBodyContent(), StandardCharsets.UTF_8);
    }

    private EntityExchangeResult<byte[]> get(String path) {
        WebTestClient.ResponseSpec answer = as(TenantId.DEFAULT).get().uri(path).exchange();
        answer.expectStatus().isOk();
        return answer.expectBody().returnResult();
    }
}
