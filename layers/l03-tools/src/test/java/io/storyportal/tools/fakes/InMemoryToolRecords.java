package io.storyportal.tools.fakes;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.tools.catalogue.ToolRecord;
import io.storyportal.tools.catalogue.ToolRecords;
import io.storyportal.tools.catalogue.ToolSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Catalogues in memory, one per tenant. */
public final class InMemoryToolRecords implements ToolRecords {
    private final Map<TenantId, Map<String, ToolRecord>> tenants = new ConcurrentHashMap<>();
    private volatile boolean unreachable;

    @Override
    public Flux<ToolRecord> all() {
        return mine().flatMapIterable(Map::values);
    }

    @Override
    public Mono<ToolRecord> register(ToolSpec spec, String versionHash) {
        return mine().map(tools ->
                tools.computeIfAbsent(spec.name(), name -> new ToolRecord(Ids.uuid7(), name, true, versionHash)));
    }

    @Override
    public Mono<ToolRecord> update(ToolRecord record, ToolSpec spec, String versionHash) {
        ToolRecord updated = new ToolRecord(record.id(), record.name(), record.enabled(), versionHash);
        return mine().doOnNext(tools -> tools.put(record.name(), updated)).thenReturn(updated);
    }

    private Mono<Map<String, ToolRecord>> mine() {
        return unreachable
                ? Mono.error(new IllegalStateException("L01 is away"))
                : Caller.current().map(c -> tenants.computeIfAbsent(c.tenant(), t -> new ConcurrentHashMap<>()));
    }

    public void disable(TenantId tenant, String name) {
        tenants.computeIfAbsent(tenant, t -> new ConcurrentHashMap<>())
                .put(name, new ToolRecord(Ids.uuid7(), name, false, "old"));
    }

    public void unreachable(boolean away) {
        unreachable = away;
    }
}
