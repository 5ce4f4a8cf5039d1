package io.storyportal.tools.datasets;

import io.storyportal.tools.ToolsProblem;
import org.jspecify.annotations.Nullable;

/** Counts an answer while it is collected, so that one that nobody will get is given up before it fills the memory. */
public final class AnswerSize {
    /** Somewhat more than any output may have. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private static final int OF_NO_TEXT = 2;

    private int characters;

    public <T> @Nullable T add(@Nullable T value) {
        characters += value instanceof String text ? text.length() : OF_NO_TEXT;
        if (characters > MOST_CHARACTERS) {
            throw ToolsProblem.OUTPUT_TOO_LARGE.exception(
                    "The rows have more than " + MOST_CHARACTERS + " characters; ask for fewer rows or columns");
        }
        return value;
    }
}
