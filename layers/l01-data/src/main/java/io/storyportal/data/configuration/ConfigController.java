package io.storyportal.data.configuration;

import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.data.retention.RetentionRule;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for settings. A setting is found by its namespace and key; its id is made of both. */
@RestController
@RequestMapping("/api/config/{namespace}")
final class ConfigController {

    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final ResourceRoutes<ConfigEntry> entries;
    private final ConfigHistory history;

    ConfigController(Resources resources, ConfigHistory history) {
        this.history = history;
        this.entries = resources.routes(ConfigEntries.TYPE);
    }

    @GetMapping
    Mono<Page<ConfigEntry>> listConfig(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            Caller caller) {
        return entries.list(new Filters().equal("namespace", namespace), PageRequest.of(limit, cursor, "asc"), caller);
    }

    @GetMapping("/{key}")
    Mono<ResponseEntity<ConfigEntry>> getConfig(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            Caller caller) {
        return entries.get(ConfigEntries.idOf(namespace, key), caller);
    }

    @PutMapping("/{key}")
    Mono<ResponseEntity<ConfigEntry>> putConfig(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            @Valid @RequestBody PutConfig body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        RetentionRule.requireValid(namespace, body.value());
        UUID id = ConfigEntries.idOf(namespace, key);
        return entries.put(id, ConfigEntries.entry(namespace, key, body.value()), ifMatch, caller);
    }

    /** The setting's versions, oldest first unless {@code order} says otherwise; also of one that is deleted. */
    @GetMapping("/{key}/history")
    Mono<Page<ConfigVersion>> getConfigHistory(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        return history.page(ConfigEntries.idOf(namespace, key), limit, cursor, order, caller);
    }

    /** Sets the value of an earlier version again, as a new version. */
    @PostMapping("/{key}/rollback")
    Mono<ResponseEntity<ConfigEntry>> rollbackConfig(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            @Valid @RequestBody RollbackConfig body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        UUID id = ConfigEntries.idOf(namespace, key);
        Once once = new Once("POST config/" + id + "/rollback", idempotencyKey, body);
        return history.valueAt(id, body.version(), caller)
                .flatMap(value -> entries.put(id, ConfigEntries.entry(namespace, key, value), ifMatch, once, caller));
    }

    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> deleteConfig(
            @PathVariable @Pattern(regexp = WORD) String namespace,
            @PathVariable @Pattern(regexp = WORD) String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        return entries.delete(ConfigEntries.idOf(namespace, key), ifMatch, caller);
    }
}
