package io.storyportal.ui.site;

import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The page and what it loads. Files carry their build or version in their path and are kept for a year; the page is
 * asked for each time and answered 304 while it is the same. Any other path below {@code /ui/} is a place within the
 * page, unless it looks like a file.
 */
@RestController
final class SiteController {

    /** What the page must know before anybody has signed in. */
    record SiteConfig(String profile, String build) {}

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final SiteFiles files;
    private final IndexPage page;
    private final SiteConfig config;

    SiteController(SiteFiles files, IndexPage page, PortalProperties properties) {
        this.files = files;
        this.page = page;
        this.config = new SiteConfig(properties.profile().name().toLowerCase(Locale.ROOT), files.assets());
    }

    @GetMapping("/ui/config")
    ResponseEntity<SiteConfig> config() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(config);
    }

    @GetMapping({"/ui/assets/**", "/ui/lib/**"})
    ResponseEntity<byte[]> file(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value().substring("/ui/".length());
        SiteFile file =
                files.find(path).orElseThrow(() -> CommonProblem.NOT_FOUND.exception("There is no file " + path));
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .eTag('"' + files.assets() + '"')
                .contentType(file.type())
                .body(file.content());
    }

    @GetMapping({"/ui", "/ui/**"})
    Mono<ResponseEntity<byte[]>> page(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (path.substring(path.lastIndexOf('/') + 1).contains(".")) {
            return Mono.error(CommonProblem.NOT_FOUND.exception("There is no file " + path));
        }
        if (exchange.checkNotModified('"' + page.entityTag() + '"')) {
            return Mono.empty();
        }
        return Mono.just(ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag('"' + page.entityTag() + '"')
                .header("Content-Security-Policy", page.policy())
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(page.html()));
    }
}
