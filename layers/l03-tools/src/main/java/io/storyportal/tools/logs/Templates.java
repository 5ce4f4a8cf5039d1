package io.storyportal.tools.logs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Clusters messages by their shape, after the Drain algorithm: variable parts are masked, then messages of the same length
 * and first word join the most similar template, whose differing words become {@code <*>}. Bounded; beyond that, messages
 * are only counted.
 */
final class Templates {
    static final int MOST_TEMPLATES = 2_000;
    private static final int MOST_PER_GROUP = 60;
    private static final double SIMILAR = 0.6;
    private static final int MOST_WORDS = 60;
    private static final int LONGEST = 600;
    private static final String ANY = "<*>";

    private static final List<Mask> MASKS = List.of(
            new Mask(
                    "-", "\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b", "<uuid>"),
            new Mask("://", "\\bhttps?://[^\\s\"'<>]+", "<url>"),
            new Mask("@", "\\b[\\w.+-]+@[\\w-]+\\.[\\w.]+\\b", "<email>"),
            new Mask(".", "\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b", "<ip>"),
            new Mask("-", "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?Z?)?\\b", "<time>"),
            new Mask("0x", "\\b0x[0-9a-fA-F]+\\b", "<hex>"),
            new Mask("\"", "(?<![\\w])\"[^\"]{1,200}\"", "<text>"));
    /** @param needs a text without which the pattern cannot match: looking for it first spares most of the work */
    private record Mask(String needs, Pattern pattern, String name) {
        Mask(String needs, String regex, String name) {
            this(needs, Pattern.compile(regex), name);
        }
    }

    /** One cluster. */
    static final class Template {
        private final String[] words;
        final String example;
        final long firstLine;
        final EntryTally tally = new EntryTally();

        Template(String[] words, LogEntry first) {
            this.words = words;
            this.example = first.raw();
            this.firstLine = first.line();
        }

        String text() {
            return String.join(" ", words);
        }
    }

    private final Map<String, List<Template>> groups = new HashMap<>();
    private final List<Template> all = new ArrayList<>();
    private long uncounted;

    /** The template the entry belongs to; null when there is no room for a new one. */
    @Nullable
    Template add(LogEntry entry) {
        String[] words = words(mask(entry.message()));
        String level = entry.level() == null ? "-" : entry.level().name();
        String firstWord = words.length == 0 || words[0].startsWith("<") ? "<" : words[0];
        List<Template> group =
                groups.computeIfAbsent(level + ' ' + words.length + ' ' + firstWord, k -> new ArrayList<>());
        Template template = best(group, words);
        if (template == null) {
            if (all.size() == MOST_TEMPLATES || group.size() == MOST_PER_GROUP) {
                uncounted++;
                return null;
            }
            template = new Template(words, entry);
            group.add(template);
            all.add(template);
        } else {
            merge(template.words, words);
        }
        template.tally.add(entry);
        return template;
    }

    private static @Nullable Template best(List<Template> group, String[] words) {
        Template best = null;
        double bestSimilarity = 0;
        for (Template each : group) {
            double similarity = similarity(each.words, words);
            if (similarity > bestSimilarity) {
                best = each;
                bestSimilarity = similarity;
            }
        }
        return bestSimilarity >= SIMILAR ? best : null;
    }

    private static double similarity(String[] template, String[] words) {
        if (words.length == 0) {
            return 1;
        }
        int same = 0;
        for (int i = 0; i < words.length; i++) {
            same += template[i].equals(words[i]) ? 1 : 0;
        }
        return (double) same / words.length;
    }

    private static void merge(String[] template, String[] words) {
        for (int i = 0; i < words.length; i++) {
            if (!template[i].equals(words[i])) {
                template[i] = ANY;
            }
        }
    }

    private static String[] words(String masked) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= masked.length() && words.size() < MOST_WORDS; i++) {
            if (i == masked.length() || masked.charAt(i) <= ' ') {
                if (i > start) {
                    words.add(masked.substring(start, i));
                }
                start = i + 1;
            }
        }
        if (start < masked.length()) {
            words.add("…");
        }
        return words.toArray(new String[0]);
    }

    static String mask(String message) {
        String masked = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        for (Mask mask : MASKS) {
            if (masked.contains(mask.needs())) {
                masked = mask.pattern().matcher(masked).replaceAll(mask.name());
            }
        }
        return NumberMask.apply(masked).strip();
    }

    List<Template> all() {
        return all;
    }

    long uncounted() {
        return uncounted;
    }
}
