package io.storyportal.tools.datasets.profile;

import io.storyportal.tools.datasets.values.TextHash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every value of one column with its count, as far as it fits: in memory first; beyond the budget new values go to the
 * spill file, and past the exact rows into sketches. Values already in memory keep being counted there, so a column with
 * few different values stays exact however long the file is.
 */
final class ColumnValues {
    private static final int ENTRY_BYTES = 120;

    /** How often a value came, in the order of first appearance. */
    static final class Tally {
        long count;
    }

    private final SharedBudget budget;
    private final Map<String, Tally> inMemory = new LinkedHashMap<>();
    private @Nullable SpilledValues spilled;
    private @Nullable ColumnSketch sketch;
    private boolean frozen;
    private boolean strings;
    private long missing;

    ColumnValues(SharedBudget budget) {
        this.budget = budget;
    }

    void addMissing(long times) {
        missing += times;
    }

    void markStrings() {
        strings = true;
    }

    void add(String text) {
        Tally known = inMemory.get(text);
        if (known != null) {
            known.count++;
        } else if (!frozen && budget.takeValue(inMemory.size(), ENTRY_BYTES + 2L * text.length())) {
            Tally first = new Tally();
            first.count = 1;
            inMemory.put(text, first);
        } else {
            frozen = true;
            overflow(text);
        }
    }

    private void overflow(String text) {
        if (sketch != null) {
            sketch.add(TextHash.of(text), text.length(), text);
        } else {
            if (spilled == null) {
                spilled = new SpilledValues(budget.spillFile(), budget.bufferSize());
            }
            spilled.add(text);
        }
    }

    /** From here on new values are only sketched; those spilled so far go into the sketch as well. */
    void startSketching() {
        if (sketch == null) {
            sketch = new ColumnSketch(budget.decimalComma());
            if (spilled != null) {
                ColumnSketch target = sketch;
                spilled.visit((hash, length, text) -> {
                    target.add(hash, length, text);
                    return true;
                });
                spilled = null;
            }
        }
    }

    Map<String, Tally> inMemory() {
        return inMemory;
    }

    @Nullable
    SpilledValues spilled() {
        return spilled;
    }

    /** The sketch, when it really holds values. */
    @Nullable
    ColumnSketch sketch() {
        return sketch != null && sketch.count() > 0 ? sketch : null;
    }

    boolean strings() {
        return strings;
    }

    long missing() {
        return missing;
    }
}
