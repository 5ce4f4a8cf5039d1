package io.storyportal.gateway.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A ledger in memory that can be away, or refuse. */
public final class RememberedUsage implements UsageLedger {

    private final Map<UUID, ModelUsage> records = new LinkedHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @Override
    public Mono<Void> record(ModelUsage usage) {
        return Mono.fromRunnable(() -> {
            Throwable now = failure.get();
            if (now instanceof RuntimeException fails) {
                throw fails;
            }
            synchronized (records) {
                records.putIfAbsent(usage.id(), usage);
            }
        });
    }

    public void fail(RuntimeException how) {
        failure.set(how);
    }

    public void recover() {
        failure.set(null);
    }

    public List<ModelUsage> records() {
        synchronized (records) {
            return List.copyOf(records.values());
        }
    }

    public void clear() {
        synchronized (records) {
            records.clear();
        }
    }
}
