package io.storyportal.data.cache;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** What to keep, in 256 KiB of JSON at most, and for how many seconds: up to 30 days. */
public record PutCacheEntry(
        @NotNull Object value,
        @NotNull @Min(1) @Max(2_592_000) Integer ttl) {}
