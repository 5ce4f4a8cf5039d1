package io.storyportal.tools.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of web.audit. */
public record WebAuditReport(
        String url,
        List<AuditedPage> pages,
        List<BrokenLink> brokenLinks,
        int linksChecked,
        SecurityHeaders securityHeaders,
        Summary summary,
        boolean truncated,
        long durationMs) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuditedPage(
            String url,
            int status,
            @Nullable String title,
            @Nullable String description,
            @Nullable String lang,
            int bytes,
            long durationMs,
            int links,
            int images,
            int words,
            List<Issue> issues) {}

    public record Issue(String severity, String kind, String message) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BrokenLink(String url, @Nullable Integer status, String reason, String foundOn) {}

    public record SecurityHeaders(List<String> present, List<String> missing) {}

    public record Summary(
            int pages, long errors, long warnings, long infos, int score, long totalBytes, long slowestMs) {}
}
