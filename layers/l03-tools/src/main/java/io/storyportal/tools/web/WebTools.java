package io.storyportal.tools.web;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** The web tools. */
public final class WebTools {
    private static final int USUAL_BYTES = 500_000;
    private static final int USUAL_PAGES = 10;
    /** Text beyond this makes no better answer and a needlessly large record. */
    private static final int LONGEST_TEXT = 200_000;

    private final WebFetcher fetcher;
    private final WebAuditor auditor;
    private final Scheduler parsing;

    /**
     * @param allowedHosts hosts that may be fetched although their address is private
     * @param parsing where pages are taken apart, away from the threads of the network
     */
    public WebTools(List<String> allowedHosts, Duration timeout, Scheduler parsing) {
        this.parsing = parsing;
        this.fetcher = new WebFetcher(new UrlGuard(allowedHosts), timeout);
        this.auditor = new WebAuditor(fetcher, parsing);
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(
                new Tool(BuiltInTools.spec(json, "web.fetch"), this::fetch),
                new Tool(BuiltInTools.spec(json, "web.audit"), this::audit));
    }

    record FetchInput(
            String url,
            @Nullable Integer maxBytes,
            @Nullable String as) {}

    record AuditInput(String url, @Nullable Integer maxPages) {}

    private Mono<FetchedPage> fetch(ToolCall call) {
        FetchInput input = call.inputAs(FetchInput.class);
        String as = input.as() == null ? "text" : input.as();
        FetchedPage.As wanted = FetchedPage.As.valueOf(as.toUpperCase(Locale.ROOT));
        return fetcher.get(input.url(), input.maxBytes() == null ? USUAL_BYTES : input.maxBytes())
                .publishOn(parsing)
                .map(page -> FetchedPage.of(page, wanted, LONGEST_TEXT));
    }

    private Mono<WebAuditReport> audit(ToolCall call) {
        AuditInput input = call.inputAs(AuditInput.class);
        return auditor.audit(input.url(), input.maxPages() == null ? USUAL_PAGES : input.maxPages());
    }
}
