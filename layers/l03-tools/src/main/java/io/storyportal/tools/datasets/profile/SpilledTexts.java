package io.storyportal.tools.datasets.profile;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Counts the different spilled texts of a column exactly, by their sorted hashes, and finds the frequent ones. */
final class SpilledTexts {
    private final SpilledValues values;
    /** The different hashes in ascending order, and how often each came. */
    private final long[] hashes;

    private final int[] counts;
    private int distinct;

    SpilledTexts(SpilledValues values, Predicate<String> wanted) {
        this.values = values;
        this.hashes = new long[values.count()];
        this.counts = new int[values.count()];
        values.visit((hash, length, text) -> {
            if (wanted.test(text)) {
                hashes[distinct++] = hash;
            }
            return true;
        });
        Arrays.sort(hashes, 0, distinct);
        mergeEqual(distinct);
    }

    private void mergeEqual(int all) {
        distinct = 0;
        for (int i = 0; i < all; i++) {
            if (distinct > 0 && hashes[distinct - 1] == hashes[i]) {
                counts[distinct - 1]++;
            } else {
                hashes[distinct] = hashes[i];
                counts[distinct++] = 1;
            }
        }
    }

    long distinct() {
        return distinct;
    }

    /** Offers every text that can be among the most frequent, in the order of first appearance. */
    void offerTo(TopValues top) {
        TopValues best = new TopValues();
        for (int i = 0; i < distinct; i++) {
            best.offer("", counts[i]);
        }
        long cutoff = Math.max(top.cutoff(), best.cutoff());
        int better = 0;
        for (int i = 0; i < distinct; i++) {
            better += counts[i] > cutoff ? 1 : 0;
        }
        new Offer(top, cutoff, better).run();
    }

    private int occurrences(long hash) {
        int at = Arrays.binarySearch(hashes, 0, distinct, hash);
        return at < 0 ? 0 : counts[at];
    }

    /** One walk over the texts; ends as soon as nothing better can come. */
    private final class Offer {
        private final TopValues top;
        private final long cutoff;
        private final Set<Long> offered = new HashSet<>();
        private int better;
        private int ties;

        Offer(TopValues top, long cutoff, int better) {
            this.top = top;
            this.cutoff = cutoff;
            this.better = better;
        }

        void run() {
            values.visit((hash, length, text) -> {
                int times = occurrences(hash);
                boolean wanted = times > cutoff || times == cutoff && ties < TopValues.MOST;
                if (wanted && offered.add(hash)) {
                    top.offer(String.valueOf(TextRange.clip(text)), times);
                    if (times > cutoff) {
                        better--;
                    } else {
                        ties++;
                    }
                }
                return better > 0 || ties < TopValues.MOST;
            });
        }
    }
}
