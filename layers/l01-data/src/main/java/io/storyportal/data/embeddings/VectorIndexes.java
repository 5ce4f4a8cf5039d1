package io.storyportal.data.embeddings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which sets have an index, as was found last, and which searches have asked for one since. None where there is no pgvector. */
final class VectorIndexes {

    /** What pgvector indexes at most, in two bytes per dimension. */
    private static final int WIDEST = 4000;

    private final Set<VectorSet> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean available;
    private volatile Map<VectorSet, VectorIndex> made = Map.of();

    Optional<VectorIndex> of(VectorSet set) {
        return Optional.ofNullable(made.get(set));
    }

    /** For a set that is too large to compare all of it each time. It is forgotten where nobody could make an index. */
    void ask(VectorSet set) {
        if (available && set.dimension() <= WIDEST) {
            asked.add(set);
        }
    }

    /** Those that were asked for since the last call. */
    List<VectorSet> asked() {
        List<VectorSet> taken = List.copyOf(asked);
        taken.forEach(asked::remove);
        return taken;
    }

    void are(List<VectorIndex> found) {
        made = found.stream().collect(Collectors.toUnmodifiableMap(VectorIndex::set, Function.identity()));
        available = true;
    }

    void cannotBe() {
        available = false;
        made = Map.of();
    }
}
