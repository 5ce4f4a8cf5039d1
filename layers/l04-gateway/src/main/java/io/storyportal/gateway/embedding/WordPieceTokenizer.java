package io.storyportal.gateway.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * BERT's uncased WordPiece, as the reference tokenizer does it (a test compares the two). Written here so that the
 * gateway needs no second native library. Unlike the reference, a special token written out in a text ("[SEP]") is
 * plain text: what a stranger sends must not steer the model.
 */
final class WordPieceTokenizer {

    private static final int LONGEST_WORD = 100;
    private static final String CONTINUATION = "##";

    private final Map<String, Integer> vocabulary;
    private final int unknown;

    WordPieceTokenizer(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = idOf("[UNK]");
    }

    /** Id of a token that is known to be in the vocabulary. */
    int idOf(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalArgumentException("The vocabulary has no " + token);
        }
        return id;
    }

    /** Token ids of the text, without [CLS] and [SEP]. */
    int[] encode(String text) {
        var ids = new IntList();
        for (String word : words(normalized(text))) {
            addPieces(word, ids);
        }
        return ids.toArray();
    }

    /** Cleaned of control characters, Chinese characters set apart, accents stripped, lower-cased; in this order. */
    private static String normalized(String text) {
        var clean = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isChinese(c)) {
                clean.append(' ').appendCodePoint(c).append(' ');
            } else if (isSpace(c)) {
                clean.append(' ');
            } else if (!isDropped(c)) {
                clean.appendCodePoint(c);
            }
        });
        String decomposed = Normalizer.normalize(clean, Normalizer.Form.NFD);
        var bare = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(bare::appendCodePoint);
        return bare.toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean space = isSpace(c);
            if (space || isPunctuation(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                if (!space) {
                    words.add(Character.toString(c));
                }
            } else {
                word.appendCodePoint(c);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Longest piece first; a word that cannot be made of pieces is unknown as a whole. */
    private void addPieces(String word, IntList ids) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        int before = ids.size;
        int start = 0;
        while (start < word.length()) {
            int end = word.length();
            Integer id = null;
            while (end > start && (id = vocabulary.get(piece(word, start, end))) == null) {
                end = word.offsetByCodePoints(end, -1);
            }
            if (id == null) {
                ids.size = before;
                ids.add(unknown);
                return;
            }
            ids.add(id);
            start = end;
        }
    }

    private static String piece(String word, int start, int end) {
        String piece = word.substring(start, end);
        return start == 0 ? piece : CONTINUATION + piece;
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || Character.isSpaceChar(c) || c == 0x0B || c == 0x0C;
    }

    private static boolean isDropped(int c) {
        return c == 0xFFFD
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.UNASSIGNED,
                            Character.PRIVATE_USE,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }

    private static boolean isPunctuation(int c) {
        if (c < 128) {
            return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isChinese(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0x20000 && c <= 0x2A6DF
                || c >= 0x2A700 && c <= 0x2CEAF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }

    private static final class IntList {

        private int[] values = new int[64];
        private int size;

        void add(int value) {
            values = size == values.length ? Arrays.copyOf(values, size * 2) : values;
            values[size++] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
