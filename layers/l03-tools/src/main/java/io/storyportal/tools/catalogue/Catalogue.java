package io.storyportal.tools.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.context.InContext;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.tools.ToolsProblem;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tools of a tenant: the built-in ones, each registered in L01 at the tenant's first use (so executions can refer to
 * it and an administrator can disable it), kept for a short while. Without L01 the built-in ones are still listed.
 */
public final class Catalogue {
    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);
    private static final int TENANTS = 10_000;
    private static final int REGISTRATIONS_AT_ONCE = 4;

    private final BuiltInTools builtIn;
    private final ToolRecords records;
    private final JsonMapper json;
    private final Cache<TenantId, Mono<Map<String, ToolRecord>>> cache;

    public Catalogue(BuiltInTools builtIn, ToolRecords records, JsonMapper json, Duration ttl) {
        this.builtIn = builtIn;
        this.records = records;
        this.json = json;
        this.cache =
                Caffeine.newBuilder().maximumSize(TENANTS).expireAfterWrite(ttl).build();
    }

    /** A tool that can be called, with its record when L01 could be asked. */
    public record Entry(Tool tool, @Nullable ToolRecord record) {}

    public Flux<ToolView> list() {
        return recordsIfReachable().flatMapIterable(known -> builtIn.all().stream()
                .map(tool -> ToolView.of(tool.spec(), known.get(tool.spec().name()), json))
                .toList());
    }

    public Mono<ToolView> view(String idOrName) {
        return find(idOrName, recordsIfReachable())
                .map(entry -> ToolView.of(entry.tool().spec(), entry.record(), json));
    }

    private Mono<Map<String, ToolRecord>> recordsIfReachable() {
        return recordsOfTenant().onErrorResume(failure -> InContext.fromRunnable(
                        () -> log.warn("The catalogue is served without L01: {}", failure.getMessage()))
                .thenReturn(Map.of()));
    }

    private Mono<Entry> find(String idOrName, Mono<Map<String, ToolRecord>> records) {
        Tool named = builtIn.find(idOrName);
        if (named != null) {
            return records.map(known -> new Entry(named, known.get(idOrName)));
        }
        return records.flatMapIterable(Map::values)
                .filter(record -> record.id().toString().equalsIgnoreCase(idOrName))
                .next()
                .flatMap(record -> Mono.justOrEmpty(builtIn.find(record.name())).map(tool -> new Entry(tool, record)))
                .switchIfEmpty(
                        Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no tool '" + idOrName + "'")));
    }

    /** A tool that may be called now. */
    public Mono<Entry> enabled(String idOrName) {
        return find(idOrName, recordsOfTenant()).flatMap(entry -> {
            ToolRecord record = entry.record();
            return record == null || record.enabled()
                    ? Mono.just(entry)
                    : Mono.error(ToolsProblem.DISABLED.exception("'" + record.name() + "' is disabled in this tenant"));
        });
    }

    private Mono<Map<String, ToolRecord>> recordsOfTenant() {
        return Caller.current()
                .flatMap(caller -> cache.get(caller.tenant(), tenant -> synchronise()
                        .doOnError(failure -> cache.invalidate(tenant))
                        .cache()));
    }

    private Mono<Map<String, ToolRecord>> synchronise() {
        return records.all().collectMap(ToolRecord::name).flatMap(known -> Flux.fromIterable(builtIn.all())
                .flatMap(tool -> upToDate(tool.spec(), known.get(tool.spec().name())), REGISTRATIONS_AT_ONCE)
                .collectMap(ToolRecord::name));
    }

    private Mono<ToolRecord> upToDate(ToolSpec spec, @Nullable ToolRecord known) {
        String hash = hash(spec);
        if (known == null) {
            return records.register(spec, hash);
        }
        return hash.equals(known.versionHash()) ? Mono.just(known) : records.update(known, spec, hash);
    }

    private String hash(ToolSpec spec) {
        return Sha256.hex(json.writeValueAsString(spec));
    }

    /** For search: all names with what is said about them. */
    Map<String, String> descriptions() {
        return builtIn.all().stream()
                .collect(Collectors.toMap(
                        t -> t.spec().name(),
                        t -> t.spec().name().replace('.', ' ') + ": " + t.spec().description(),
                        (a, b) -> a,
                        java.util.LinkedHashMap::new));
    }
}
