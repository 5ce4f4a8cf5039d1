package io.storyportal.tools.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The output of web.fetch. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FetchedPage(
        String url,
        String finalUrl,
        int status,
        String contentType,
        @Nullable String charset,
        int bytes,
        boolean truncated,
        List<String> redirects,
        Map<String, String> headers,
        @Nullable String title,
        @Nullable String text,
        @Nullable String html,
        @Nullable String body,
        long durationMs) {

    /** What of the page is answered: its readable text, its HTML as sent, or whatever was sent, as text. */
    public enum As {
        TEXT,
        HTML,
        RAW
    }

    static FetchedPage of(Page page, As as, int longestText) {
        Document document = page.isHtml() ? parse(page) : null;
        String text = document != null && as == As.TEXT ? readable(document) : null;
        String html = document != null && as == As.HTML ? document.outerHtml() : null;
        Charset charset = document != null ? document.charset() : page.charset();
        boolean raw = document == null && page.isText() || as == As.RAW && (document != null || page.isText());
        return new FetchedPage(
                page.url().toString(),
                page.finalUrl().toString(),
                page.status(),
                page.contentType(),
                charset == null ? null : charset.name(),
                page.body().length,
                page.truncated() || isLonger(longestText, text, html, raw ? page.text() : null),
                page.redirects().stream().map(URI::toString).toList(),
                page.headers(),
                document == null || document.title().isBlank() ? null : document.title(),
                clip(text, longestText),
                clip(html, longestText),
                raw ? clip(page.text(), longestText) : null,
                page.durationMs());
    }

    /** The text as a reader sees it, without scripts and styles, one line per block. */
    private static String readable(Document document) {
        document.select("script,style,noscript,template").remove();
        return document.body()
                .wholeText()
                .replaceAll("[ \\t\\x0B\\f\\r\\u00A0]+", " ")
                .replaceAll("\\s*\\n\\s*", "\n")
                .strip();
    }

    private static boolean isLonger(int most, @Nullable String... texts) {
        for (String text : texts) {
            if (text != null && text.length() > most) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String clip(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }

    static Document parse(Page page) {
        try {
            Charset named = page.charset();
            return Jsoup.parse(
                    new java.io.ByteArrayInputStream(page.body()),
                    named == null ? null : named.name(),
                    page.finalUrl().toString());
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
