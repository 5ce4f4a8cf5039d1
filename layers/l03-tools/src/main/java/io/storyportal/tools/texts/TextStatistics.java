package io.storyportal.tools.texts;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts over a text, line by line. */
final class TextStatistics {
    private static final int MOST_WORDS = 100_000;
    private static final int SHOWN_WORDS = 20;
    private static final int WORDS_PER_MINUTE = 230;

    private final Map<String, int[]> words = new HashMap<>();
    private long characters;
    private long wordCount;
    private long wordLetters;
    private long lines;
    private long sentences;
    private long paragraphs;
    private boolean inParagraph;
    private boolean inSentence;

    /** @param uniqueWords a lower bound in texts with more than 100,000 different words */
    record Result(
            long characters,
            long words,
            long uniqueWords,
            long lines,
            long sentences,
            long paragraphs,
            double meanWordLength,
            double readingMinutes,
            List<WordCount> topWords) {}

    record WordCount(String word, int count) {}

    void line(String line) {
        lines++;
        characters += line.length() + (lines > 1 ? 1 : 0);
        if (line.isBlank()) {
            inParagraph = false;
        } else if (!inParagraph) {
            inParagraph = true;
            paragraphs++;
        }
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '\'' && !word.isEmpty()) {
                word.append(c);
            } else {
                end(word);
                if (inSentence && (c == '.' || c == '!' || c == '?' || c == '。')) {
                    sentences++;
                    inSentence = false;
                }
            }
        }
        end(word);
    }

    private void end(StringBuilder word) {
        if (word.isEmpty()) {
            return;
        }
        inSentence = true;
        wordCount++;
        wordLetters += word.length();
        String key = word.toString().toLowerCase(Locale.ROOT);
        int[] count = words.get(key);
        if (count != null) {
            count[0]++;
        } else if (words.size() < MOST_WORDS) {
            words.put(key, new int[] {1});
        }
        word.setLength(0);
    }

    Result result() {
        List<WordCount> top = words.entrySet().stream()
                .map(e -> new WordCount(e.getKey(), e.getValue()[0]))
                .sorted(Comparator.comparingInt(WordCount::count).reversed().thenComparing(WordCount::word))
                .limit(SHOWN_WORDS)
                .toList();
        return new Result(
                characters,
                wordCount,
                words.size(),
                lines,
                sentences + (inSentence ? 1 : 0),
                paragraphs,
                wordCount == 0 ? 0 : (double) wordLetters / wordCount,
                Math.round(wordCount * 10.0 / WORDS_PER_MINUTE) / 10.0,
                top);
    }
}
