package io.storyportal.tools.web;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer of the web, after redirects. Header names are lower case. */
record Page(
        URI url,
        URI finalUrl,
        int status,
        Map<String, String> headers,
        byte[] body,
        boolean truncated,
        List<URI> redirects,
        long durationMs) {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w:.-]+)", Pattern.CASE_INSENSITIVE);

    String contentType() {
        return headers.getOrDefault("content-type", "application/octet-stream");
    }

    boolean isHtml() {
        String type = contentType().toLowerCase(java.util.Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml");
    }

    boolean isText() {
        String type = contentType().toLowerCase(java.util.Locale.ROOT);
        return type.startsWith("text/") || type.contains("json") || type.contains("xml") || type.contains("javascript");
    }

    /** As the server says; null leaves it to the document. */
    @Nullable
    Charset charset() {
        Matcher matcher = CHARSET.matcher(contentType());
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    String text() {
        Charset named = charset();
        return new String(body, named == null ? StandardCharsets.UTF_8 : named);
    }
}
