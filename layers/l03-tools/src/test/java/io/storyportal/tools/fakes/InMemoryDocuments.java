package io.storyportal.tools.fakes;

import io.storyportal.tools.documents.Documents;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Documents in memory. */
public final class InMemoryDocuments implements Documents {
    private final Map<UUID, NewDocument> documents = new ConcurrentHashMap<>();

    @Override
    public Mono<UUID> store(UUID id, NewDocument document) {
        return Mono.fromSupplier(() -> {
            documents.putIfAbsent(id, document);
            return id;
        });
    }

    public NewDocument get(UUID id) {
        return documents.get(id);
    }
}
