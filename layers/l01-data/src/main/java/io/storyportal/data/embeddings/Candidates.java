package io.storyportal.data.embeddings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Those of a scan that may be among the best {@code wanted}: all whose score could be as high as the lowest that the best
 * so far certainly have. So comparing these exactly finds the same as comparing all exactly would.
 */
final class Candidates {

    /** Likeness is worth {@code weight}; {@code bonus} is known exactly. */
    record Candidate(UUID id, double bonus, double upper) {}

    /** Of thousands that are alike to the last digit of their codes, these are enough; which they are is open. */
    static final int MOST = 2000;

    private final int wanted;
    private final double weight;
    private final PriorityQueue<Double> certain = new PriorityQueue<>();
    private final List<Candidate> kept = new ArrayList<>();

    Candidates(int wanted, double weight) {
        this.wanted = wanted;
        this.weight = weight;
    }

    void take(UUID id, PackedVectors.Estimate estimate, double bonus) {
        double lower = weight * (estimate.likeness() - estimate.error()) + bonus;
        double upper = weight * (estimate.likeness() + estimate.error()) + bonus;
        if (upper < threshold()) {
            return;
        }
        certain.add(lower);
        if (certain.size() > wanted) {
            certain.remove();
        }
        kept.add(new Candidate(id, bonus, upper));
        if (kept.size() >= 2 * (MOST + wanted)) {
            forget();
        }
    }

    /** What {@code wanted} of them certainly reach. */
    double threshold() {
        Double least = certain.size() < wanted ? null : certain.peek();
        return least == null ? Double.NEGATIVE_INFINITY : least;
    }

    private void forget() {
        double threshold = threshold();
        kept.removeIf(candidate -> candidate.upper() < threshold);
        if (kept.size() > MOST + wanted) {
            kept.sort(Comparator.comparingDouble(Candidate::upper).reversed());
            kept.subList(MOST + wanted, kept.size()).clear();
        }
    }

    List<Candidate> all() {
        forget();
        return List.copyOf(kept);
    }
}
