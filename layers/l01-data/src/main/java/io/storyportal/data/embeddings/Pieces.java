package io.storyportal.data.embeddings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into pieces that a model reads at once. They overlap, so that a thought on a cut is whole in one of them, and
 * end at a space where there is one near.
 */
public final class Pieces {

    /** About what 512 tokens of English take. */
    static final int LENGTH = 2000;

    static final int OVERLAP = 200;

    private Pieces() {}

    /** At least one; {@code text} may be empty. */
    public static List<String> of(@Nullable String text) {
        String whole = text == null ? "" : text.strip();
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (whole.length() - from > LENGTH) {
            int end = endNear(whole, from + LENGTH);
            pieces.add(whole.substring(from, end));
            from = beginNear(whole, end - OVERLAP);
        }
        pieces.add(whole.substring(from));
        return pieces;
    }

    /** The end of the last word that ends before; without any, not amid a character. */
    private static int endNear(String text, int limit) {
        for (int end = limit; end > limit - OVERLAP; end--) {
            if (Character.isWhitespace(text.charAt(end))) {
                return end;
            }
        }
        return beginNear(text, limit);
    }

    private static int beginNear(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
    }

    /** What is sent of a piece: its heading tells what it is part of. */
    static String headed(@Nullable String heading, String piece) {
        return heading == null ? piece : piece.isBlank() ? heading : heading + "\n" + piece;
    }
}
