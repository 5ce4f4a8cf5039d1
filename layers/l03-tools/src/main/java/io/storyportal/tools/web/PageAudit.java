package io.storyportal.tools.web;

import io.storyportal.tools.web.WebAuditReport.AuditedPage;
import io.storyportal.tools.web.WebAuditReport.Issue;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Checks one page: title, description, headings, language, images, links, size, and mixed content. */
final class PageAudit {
    private static final int LONGEST_TITLE = 70;
    private static final int SHORTEST_DESCRIPTION = 50;
    private static final int LONGEST_DESCRIPTION = 170;
    private static final int LARGE_PAGE = 1_500_000;
    private static final long SLOW_MILLIS = 2_000;

    private final Page page;
    private final List<Issue> issues = new ArrayList<>();
    private final Set<URI> links = new LinkedHashSet<>();

    PageAudit(Page page) {
        this.page = page;
    }

    AuditedPage run() {
        if (page.status() >= 400) {
            error("http_status", "The page answers " + page.status());
        }
        if (page.truncated() || page.body().length > LARGE_PAGE) {
            warning(
                    "large_page",
                    "The page is large: " + page.body().length + " bytes" + (page.truncated() ? " and more" : ""));
        }
        if (page.durationMs() > SLOW_MILLIS) {
            warning("slow_page", "The page took " + page.durationMs() + " ms");
        }
        if (!page.isHtml()) {
            return audited(null);
        }
        Document document = FetchedPage.parse(page);
        title(document);
        description(document);
        headings(document);
        language(document);
        images(document);
        forms(document);
        links(document);
        return audited(document);
    }

    /** Absolute http(s) links of the page, each once, without fragment. */
    Set<URI> links() {
        return links;
    }

    private void title(Document document) {
        String title = document.title().strip();
        if (title.isEmpty()) {
            error("missing_title", "The page has no title");
        } else if (title.length() > LONGEST_TITLE) {
            info(
                    "long_title",
                    "The title has " + title.length() + " characters; search results show about " + LONGEST_TITLE);
        }
    }

    private void description(Document document) {
        String text = meta(document, "description");
        if (text == null) {
            warning("missing_description", "The page has no meta description");
        } else if (text.length() < SHORTEST_DESCRIPTION || text.length() > LONGEST_DESCRIPTION) {
            info(
                    "description_length",
                    "The meta description has " + text.length() + " characters; " + SHORTEST_DESCRIPTION + " to "
                            + LONGEST_DESCRIPTION + " are shown well");
        }
        if (meta(document, "viewport") == null) {
            warning("missing_viewport", "The page has no viewport meta tag: phones show it small");
        }
    }

    private static @Nullable String meta(Document document, String name) {
        Element meta = document.selectFirst("meta[name=" + name + "]");
        return meta == null || meta.attr("content").isBlank()
                ? null
                : meta.attr("content").strip();
    }

    private void headings(Document document) {
        int count = document.select("h1").size();
        if (count == 0) {
            warning("missing_h1", "The page has no h1");
        } else if (count > 1) {
            info("several_h1", "The page has " + count + " h1 headings");
        }
        int last = 0;
        for (Element heading : document.select("h1,h2,h3,h4,h5,h6")) {
            int level = heading.tagName().charAt(1) - '0';
            if (last > 0 && level > last + 1) {
                info(
                        "heading_jump",
                        "The heading '" + clip(heading.text()) + "' jumps from h" + last + " to h" + level);
                return;
            }
            last = level;
        }
    }

    private void language(Document document) {
        Element html = document.selectFirst("html");
        if (html == null || html.attr("lang").isBlank()) {
            warning("missing_lang", "The html element names no language");
        }
    }

    private void images(Document document) {
        List<Element> without = document.select("img:not([alt])");
        if (!without.isEmpty()) {
            warning(
                    "missing_alt",
                    without.size() + " of " + document.select("img").size() + " images have no alt text (first: "
                            + clip(without.getFirst().attr("src")) + ")");
        }
        if ("https".equals(page.finalUrl().getScheme())) {
            int mixed = document.select(
                            "img[src^=http:],script[src^=http:],link[rel=stylesheet][href^=http:],iframe[src^=http:]")
                    .size();
            if (mixed > 0) {
                error("mixed_content", mixed + " resources of a secure page are loaded without encryption");
            }
        }
    }

    private void forms(Document document) {
        int unlabelled = 0;
        for (Element field :
                document.select("input:not([type=hidden]):not([type=submit]):not([type=button]),select,textarea")) {
            boolean labelled = field.hasAttr("aria-label")
                    || field.hasAttr("aria-labelledby")
                    || field.hasAttr("title")
                    || field.closest("label") != null
                    || !field.id().isEmpty()
                            && document.selectFirst("label[for=\"" + field.id().replace("\"", "\\\"") + "\"]") != null;
            unlabelled += labelled ? 0 : 1;
        }
        if (unlabelled > 0) {
            warning("unlabelled_fields", unlabelled + " form fields have no label");
        }
    }

    private void links(Document document) {
        int empty = 0;
        for (Element link : document.select("a[href]")) {
            if (link.text().isBlank()
                    && link.selectFirst("img[alt]") == null
                    && !link.hasAttr("aria-label")
                    && !link.hasAttr("title")) {
                empty++;
            }
            try {
                URI target = URI.create(link.absUrl("href").replaceFirst("#.*$", ""));
                if ("http".equals(target.getScheme()) || "https".equals(target.getScheme())) {
                    links.add(target);
                }
            } catch (IllegalArgumentException malformed) {
                warning("malformed_link", "The link '" + clip(link.attr("href")) + "' is no valid address");
            }
        }
        if (empty > 0) {
            warning("empty_links", empty + " links have no text");
        }
    }

    private AuditedPage audited(@Nullable Document document) {
        Element html = document == null ? null : document.selectFirst("html");
        String text = document == null ? "" : document.text();
        return new AuditedPage(
                page.finalUrl().toString(),
                page.status(),
                document == null || document.title().isBlank() ? null : document.title(),
                document == null ? null : meta(document, "description"),
                html == null || html.attr("lang").isBlank() ? null : html.attr("lang"),
                page.body().length,
                page.durationMs(),
                links.size(),
                document == null ? 0 : document.select("img").size(),
                text.isBlank() ? 0 : text.split("\\s+").length,
                List.copyOf(issues));
    }

    private void error(String kind, String message) {
        issues.add(new Issue("error", kind, message));
    }

    private void warning(String kind, String message) {
        issues.add(new Issue("warning", kind, message));
    }

    private void info(String kind, String message) {
        issues.add(new Issue("info", kind, message));
    }

    private static String clip(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
