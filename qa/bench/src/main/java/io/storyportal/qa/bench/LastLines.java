package io.storyportal.qa.bench;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The end of a program's output, for when it fails. */
final class LastLines implements Consumer<String> {

    private static final int KEPT = 20;

    private final ArrayDeque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.add(line);
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
