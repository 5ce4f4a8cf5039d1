package io.storyportal.data.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reciprocal rank fusion (Cormack, Clarke, Buettcher 2009): places in lists whose scores cannot be compared are added up as
 * {@code 1 / (60 + place)}.
 */
final class RankFusion {

    private static final int DAMPING = 60;

    private RankFusion() {}

    record Fused(UUID id, double score) {}

    /** The best first; of equals the newest. */
    static List<Fused> of(List<List<UUID>> lists, int wanted) {
        Map<UUID, Double> scores = new HashMap<>();
        for (List<UUID> list : lists) {
            for (int place = 1; place <= list.size(); place++) {
                scores.merge(list.get(place - 1), 1.0 / (DAMPING + place), Double::sum);
            }
        }
        List<Fused> fused = new ArrayList<>();
        scores.forEach((id, score) -> fused.add(new Fused(id, score)));
        fused.sort(Comparator.comparingDouble(Fused::score)
                .thenComparing(Fused::id)
                .reversed());
        return fused.subList(0, Math.min(wanted, fused.size()));
    }
}
