package io.storyportal.data.journal;

import io.r2dbc.spi.Connection;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds a group's drafts into rows. Drafts of one type go together in one statement; where an aggregate occurs twice, its
 * later drafts wait for a next round, so that each draft sees the row exactly as it leaves it.
 */
final class Projections {

    private final Map<String, Projection> byType;

    Projections(Collection<? extends Projection> projections) {
        this.byType = projections.stream().collect(Collectors.toMap(Projection::aggregateType, Function.identity()));
    }

    /** Whether what becomes of the command has a row. */
    boolean concerns(Command command) {
        return byType.containsKey(command.aggregate().type());
    }

    /** The row after each draft that has one. */
    Mono<Map<Draft, ObjectNode>> apply(Connection connection, TenantId tenant, List<Draft> drafts) {
        Map<Draft, ObjectNode> states = new LinkedHashMap<>();
        return Flux.fromIterable(rounds(drafts))
                .concatMap(round -> apply(connection, tenant, round, states))
                .then(Mono.just(states));
    }

    private List<List<Draft>> rounds(List<Draft> drafts) {
        List<List<Draft>> rounds = new ArrayList<>();
        List<Draft> left = drafts.stream()
                .filter(draft -> byType.containsKey(draft.aggregate().type()))
                .toList();
        while (!left.isEmpty()) {
            Set<AggregateKey> seen = new HashSet<>();
            List<Draft> later = new ArrayList<>();
            Map<String, List<Draft>> now = new LinkedHashMap<>();
            for (Draft draft : left) {
                if (seen.add(draft.aggregate())) {
                    now.computeIfAbsent(kindOf(draft), kind -> new ArrayList<>())
                            .add(draft);
                } else {
                    later.add(draft);
                }
            }
            rounds.addAll(now.values());
            left = later;
        }
        return rounds;
    }

    private static String kindOf(Draft draft) {
        String effect = draft.event() == null ? "read" : draft.head().deleted() ? "remove" : "merge";
        return draft.aggregate().type() + " " + effect;
    }

    private Mono<Void> apply(Connection connection, TenantId tenant, List<Draft> round, Map<Draft, ObjectNode> states) {
        Draft first = round.getFirst();
        @Nullable Projection known = byType.get(first.aggregate().type());
        if (known == null) {
            return Mono.empty();
        }
        List<UUID> ids = round.stream().map(draft -> draft.aggregate().id()).toList();
        if (first.event() != null && first.head().deleted()) {
            return known.remove(connection, tenant, ids);
        }
        Mono<Map<UUID, ObjectNode>> rows = first.event() == null
                ? known.read(connection, tenant, ids)
                : known.merge(
                        connection,
                        tenant,
                        round.stream().map(Projections::document).toList());
        return rows.doOnNext(found -> round.forEach(draft -> {
                    ObjectNode row = found.get(draft.aggregate().id());
                    if (row != null) {
                        states.put(draft, row);
                    }
                }))
                .then();
    }

    /** What is merged into the row: the event's payload and what its envelope says of the row. */
    private static ObjectNode document(Draft draft) {
        EventEnvelope event = Objects.requireNonNull(draft.event());
        ObjectNode document = draft.payload().deepCopy();
        if (draft.command() instanceof Command.Create create) {
            document.setAll(create.sealed());
        }
        String at = event.createdAt().toString();
        return document.put("id", event.aggregateId().toString())
                .put("version", event.version())
                .put("created_at", at)
                .put("updated_at", at);
    }
}
