package io.storyportal.tools.logs;

import org.jspecify.annotations.Nullable;

/** The first word of a line's beginning that names a level, all upper or all lower case: where it stands and what it says. */
record LevelWord(Level level, int start, int end) {
    private static final int WITHIN = 120;
    private static final int LONGEST = 11;

    static @Nullable LevelWord find(String line) {
        int most = Math.min(WITHIN, line.length());
        int i = 0;
        while (i < most) {
            if (!Character.isLetter(line.charAt(i))) {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < line.length() && isNameCharacter(line.charAt(end))) {
                end++;
            }
            Level level = stands(line, i, end) ? Level.of(line.substring(i, end)) : null;
            if (level != null) {
                return new LevelWord(level, i, end);
            }
            i = end;
        }
        return null;
    }

    /** A whole word of one case, not part of a path or a longer name, and not the subject of a sentence ("Error: x"). */
    private static boolean stands(String line, int from, int end) {
        if (end - from < 3 || end - from > LONGEST || from > 0 && isNameCharacter(line.charAt(from - 1))) {
            return false;
        }
        boolean closed = end == line.length() || " \t:]|[)>,=".indexOf(line.charAt(end)) >= 0;
        boolean upper = Character.isUpperCase(line.charAt(from));
        for (int i = from; i < end; i++) {
            closed &= Character.isLetter(line.charAt(i)) && Character.isUpperCase(line.charAt(i)) == upper;
        }
        return closed;
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '/';
    }
}
