package io.storyportal.tools.web;

import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.web.WebAuditReport.AuditedPage;
import io.storyportal.tools.web.WebAuditReport.BrokenLink;
import io.storyportal.tools.web.WebAuditReport.SecurityHeaders;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Audits a page and the pages of the same site it leads to, one after another, then probes the links. */
final class WebAuditor {
    private static final int PAGE_BYTES = 3 << 20;
    private static final int MOST_LINKS = 100;
    private static final int PROBES_AT_ONCE = 4;
    private static final List<String> SECURITY_HEADERS = List.of(
            "strict-transport-security",
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "x-frame-options",
            "permissions-policy");

    private final WebFetcher fetcher;
    private final Scheduler parsing;

    WebAuditor(WebFetcher fetcher, Scheduler parsing) {
        this.fetcher = fetcher;
        this.parsing = parsing;
    }

    Mono<WebAuditReport> audit(String url, int mostPages) {
        return Mono.defer(() -> {
            Site site = new Site(url, mostPages);
            return fetcher.get(url, PAGE_BYTES)
                    .publishOn(parsing)
                    .doOnNext(site::first)
                    .thenMany(Flux.defer(() -> nextPage(site)).repeat(() -> site.wantsMore()))
                    .then(Mono.defer(() -> probeLinks(site)))
                    .then(Mono.fromSupplier(site::report));
        });
    }

    private Mono<Page> nextPage(Site site) {
        URI next = site.queue.poll();
        if (next == null || site.pages.size() >= site.mostPages) {
            return Mono.empty();
        }
        return fetcher.get(next.toString(), PAGE_BYTES)
                .publishOn(parsing)
                .doOnNext(site::page)
                .onErrorResume(ProblemException.class, failed -> {
                    site.broken(next, null, failed.detail());
                    return Mono.empty();
                });
    }

    private Mono<Void> probeLinks(Site site) {
        return Flux.fromIterable(site.unprobed())
                .flatMap(
                        link -> fetcher.probe(link)
                                .doOnNext(page -> site.probed(link, page.status()))
                                .onErrorResume(ProblemException.class, failed -> {
                                    site.broken(link, null, failed.detail());
                                    return Mono.empty();
                                }),
                        PROBES_AT_ONCE)
                .then();
    }

    /** What is known of the site so far; used by one audit, signals of which come one at a time. */
    private static final class Site {
        private final String url;
        private final int mostPages;
        private final long started = System.nanoTime();
        private final Deque<URI> queue = new ArrayDeque<>();
        private final Set<URI> queued = new LinkedHashSet<>();
        private final Map<URI, String> links = new LinkedHashMap<>();
        private final List<AuditedPage> pages = new ArrayList<>();
        private final Map<URI, BrokenLink> broken = new LinkedHashMap<>();
        private SecurityHeaders security = new SecurityHeaders(List.of(), List.of());
        private String authority = "";
        private boolean truncated;
        private int checked;

        Site(String url, int mostPages) {
            this.url = url;
            this.mostPages = mostPages;
        }

        void first(Page page) {
            authority = Objects.toString(page.finalUrl().getRawAuthority(), "").toLowerCase(Locale.ROOT);
            queued.add(page.url());
            queued.add(page.finalUrl());
            List<String> present = SECURITY_HEADERS.stream()
                    .filter(page.headers()::containsKey)
                    .toList();
            boolean secure = "https".equals(page.finalUrl().getScheme());
            List<String> missing = SECURITY_HEADERS.stream()
                    .filter(h -> !present.contains(h) && (secure || !h.startsWith("strict")))
                    .toList();
            security = new SecurityHeaders(present, missing);
            page(page);
        }

        synchronized void page(Page page) {
            PageAudit audit = new PageAudit(page);
            AuditedPage audited = audit.run();
            pages.add(audited);
            if (page.status() >= 400 && pages.size() > 1) {
                broken(page.url(), page.status(), "answers " + page.status());
            }
            for (URI link : audit.links()) {
                links.putIfAbsent(link, audited.url());
                boolean sameSite = Objects.toString(link.getRawAuthority(), "")
                        .toLowerCase(Locale.ROOT)
                        .equals(authority);
                if (sameSite && queued.add(link)) {
                    if (queue.size() + pages.size() < mostPages) {
                        queue.add(link);
                    } else {
                        truncated = true;
                    }
                }
            }
        }

        boolean wantsMore() {
            return !queue.isEmpty() && pages.size() < mostPages;
        }

        List<URI> unprobed() {
            Set<String> seen =
                    new LinkedHashSet<>(pages.stream().map(AuditedPage::url).toList());
            List<URI> rest = links.keySet().stream()
                    .filter(l -> !seen.contains(l.toString()) && !broken.containsKey(l))
                    .toList();
            truncated |= rest.size() > MOST_LINKS;
            return rest.stream().limit(MOST_LINKS).toList();
        }

        synchronized void probed(URI link, int status) {
            checked++;
            if (status >= 400 && status != 401 && status != 403 && status != 429) {
                broken(link, status, "answers " + status);
            }
        }

        synchronized void broken(URI link, @org.jspecify.annotations.Nullable Integer status, String reason) {
            broken.putIfAbsent(link, new BrokenLink(link.toString(), status, reason, links.getOrDefault(link, url)));
        }

        synchronized WebAuditReport report() {
            long errors = count("error") + broken.size();
            long warnings = count("warning");
            long infos = count("info");
            double perPage = (errors * 10.0 + warnings * 4.0 + infos) / Math.max(1, pages.size());
            int score = (int)
                    Math.max(0, Math.round(100 - perPage - security.missing().size() * 2.0));
            return new WebAuditReport(
                    url,
                    pages,
                    List.copyOf(broken.values()),
                    checked + pages.size(),
                    security,
                    new WebAuditReport.Summary(
                            pages.size(),
                            errors,
                            warnings,
                            infos,
                            score,
                            pages.stream().mapToLong(AuditedPage::bytes).sum(),
                            pages.stream()
                                    .mapToLong(AuditedPage::durationMs)
                                    .max()
                                    .orElse(0)),
                    truncated,
                    (System.nanoTime() - started) / 1_000_000);
        }

        private long count(String severity) {
            return pages.stream()
                    .flatMap(p -> p.issues().stream())
                    .filter(i -> i.severity().equals(severity))
                    .count();
        }
    }
}
