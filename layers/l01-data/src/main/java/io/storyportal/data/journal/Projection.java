package io.storyportal.data.journal;

import io.r2dbc.spi.Connection;
import io.storyportal.kit.web.ids.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Folds events of one aggregate type into rows. Live appending and rebuilding go through the same statements. */
public interface Projection {

    String aggregateType();

    /**
     * Merges each document into its row, in one statement; ids are distinct. A row that is there keeps its
     * {@code created_at}. Answers the rows as they then stand.
     */
    Mono<Map<UUID, ObjectNode>> merge(Connection connection, TenantId tenant, List<ObjectNode> documents);

    Mono<Void> remove(Connection connection, TenantId tenant, Collection<UUID> ids);

    Mono<Map<UUID, ObjectNode>> read(Connection connection, TenantId tenant, Collection<UUID> ids);
}
