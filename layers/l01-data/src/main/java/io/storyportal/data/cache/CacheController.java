package io.storyportal.data.cache;

import io.storyportal.kit.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for cached values, by namespace and key as settings are. */
@RestController
@RequestMapping("/api/cache/{namespace}/{key}")
final class CacheController {

    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final CacheEntries entries;

    CacheController(CacheEntries entries) {
        this.entries = entries;
    }

    @GetMapping
    Mono<CacheEntry> getCacheEntry(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            Caller caller) {
        return entries.get(namespace, key, caller);
    }

    @PutMapping
    Mono<CacheEntry> putCacheEntry(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            @Valid @RequestBody PutCacheEntry body,
            Caller caller) {
        return entries.put(namespace, key, body, caller);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> deleteCacheEntry(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            Caller caller) {
        return entries.delete(namespace, key, caller);
    }
}
