package io.storyportal.planning.template;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads files, keys, URL and SQL out of a goal's words. What options say outright wins. */
public final class GoalReader {
    private static final Pattern SQL = Pattern.compile(
            "(?is)(?:```(?:sql)?\\s*(.+?)```|`((?:select|with)\\s[^`]+)`|\\b((?:select\\s.+?\\sfrom\\s|with\\s+\\w+\\s+as\\s*\\().+)$)");
    private static final Pattern URL = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"'`]+");
    private static final Pattern BARE_HOST = Pattern.compile(
            "(?i)(?<![\\w@./-])((?:localhost|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:com|org|net|io|dev|app|eu|de|uk|fr|info|gov|edu|ai|co))(?::\\d{2,5})?(?:/[^\\s<>\"'`]*)?)");
    private static final String COLUMN = "[`'\"“]?([\\p{L}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?)[`'\"”]?";
    private static final Pattern KEY = Pattern.compile("(?iu)(?:"
            + "(?:\\bkeyed (?:by|on)|\\bmatch(?:ing|ed)? (?:up )?(?:by|on)|\\bjoin(?:ing|ed)? (?:by|on)|\\bidentified by"
            + "|\\b(?:using|by|on))\\s+(?:the\\s+)?(?:(?:key|columns?|fields?)\\s+)?"
            + "|\\bkey(?: columns?| fields?)?(?:\\s+(?:is|are)\\s+|\\s*[:=]\\s*)(?:the\\s+)?)"
            + COLUMN
            + "((?:\\s*,\\s*(?:and )?|\\s+and\\s+)" + COLUMN + ")?");
    private static final Pattern AS_THE_KEY =
            Pattern.compile("(?iu)" + COLUMN + " as (?:the |a |its )?(?:key|identifier|id)\\b");
    private static final List<String> NOT_COLUMNS = List.of(
            "a",
            "an",
            "the",
            "this",
            "that",
            "these",
            "those",
            "it",
            "its",
            "each",
            "every",
            "hand",
            "default",
            "doing",
            "writing",
            "key",
            "column",
            "line",
            "row",
            "rows",
            "markdown",
            "sql",
            "using",
            "comparing",
            "report");

    public GoalReading read(Goal goal) {
        String words = goal.description().strip();
        List<Goal.File> files = inOrderOfMention(words, goal.files());
        Optional<String> sql = Optional.ofNullable(goal.options().sql()).or(() -> sql(words));
        String withoutFiles = withoutFileNames(words, files);
        Optional<URI> url = Optional.ofNullable(goal.options().url())
                .or(() -> url(withoutFiles))
                .flatMap(GoalReader::uri);
        List<String> keys = goal.options().key() == null
                ? keys(withoutFiles)
                : Arrays.stream(goal.options().key().split(","))
                        .map(String::strip)
                        .filter(k -> !k.isEmpty())
                        .toList();
        String question =
                goal.options().question() == null ? words : goal.options().question();
        return new GoalReading(
                goal, files, meaning(withoutFiles), shape(words, files, goal.options()), keys, url, sql, question);
    }

    private static List<Goal.File> inOrderOfMention(String words, List<Goal.File> files) {
        String lower = words.toLowerCase(Locale.ROOT);
        List<Goal.File> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparingInt(file -> {
            int at = lower.indexOf(file.name().toLowerCase(Locale.ROOT));
            return at < 0 ? Integer.MAX_VALUE : at;
        }));
        return ordered;
    }

    private static String withoutFileNames(String words, List<Goal.File> files) {
        String text = words;
        List<Goal.File> longestFirst = new ArrayList<>(files);
        longestFirst.sort(
                Comparator.comparingInt((Goal.File file) -> file.name().length())
                        .reversed());
        for (Goal.File file : longestFirst) {
            String kind =
                    switch (file.kind()) {
                        case LOG -> "the log file";
                        case CSV, TSV, JSON, NDJSON -> "the data file";
                        case TEXT, UNKNOWN -> "the file";
                    };
            text = mention(file).matcher(text).replaceAll(kind);
        }
        return text;
    }

    private static String shape(String words, List<Goal.File> files, Goal.Options options) {
        String text = words;
        StringBuilder kinds = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            Goal.File file = files.get(i);
            text = mention(file).matcher(text).replaceAll("file" + (i + 1));
            kinds.append(' ').append(file.kind().wire());
        }
        String said = options.equals(Goal.Options.NONE) ? "" : " " + options;
        return text.replaceAll("\\s+", " ").strip() + (files.isEmpty() ? "" : " (files:" + kinds + ")") + said;
    }

    private static Pattern mention(Goal.File file) {
        return Pattern.compile("(?i)(?<![\\w.])" + Pattern.quote(file.name()) + "(?![\\w])");
    }

    private static Optional<String> sql(String words) {
        Matcher matcher = SQL.matcher(words);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String found = matcher.group(1) != null
                ? matcher.group(1)
                : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        String statement = found.strip().replaceAll("[;\\s]+$", "");
        boolean query = statement.matches("(?is)(select|with)\\s.*");
        return query ? Optional.of(statement) : Optional.empty();
    }

    private static Optional<String> url(String words) {
        Matcher full = URL.matcher(words);
        if (full.find()) {
            return Optional.of(full.group().replaceAll("[.,;:!?)\\]}]+$", ""));
        }
        Matcher bare = BARE_HOST.matcher(words);
        return bare.find() ? Optional.of(bare.group(1).replaceAll("[.,;:!?)\\]}]+$", "")) : Optional.empty();
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = URI.create(text.matches("(?i)https?://.*") ? text : "https://" + text);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> keys(String words) {
        Matcher named = AS_THE_KEY.matcher(words);
        if (named.find() && column(named.group(1))) {
            return List.of(named.group(1));
        }
        List<String> last = List.of();
        Matcher matcher = KEY.matcher(words);
        // The last one counts: "check by hand, then compare by sku".
        while (matcher.find()) {
            if (column(matcher.group(1))) {
                String second = matcher.group(3);
                boolean both = second != null && column(second) && !verb(second);
                last = both ? List.of(matcher.group(1), second) : List.of(matcher.group(1));
            }
        }
        return last;
    }

    private static boolean column(String word) {
        return !NOT_COLUMNS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** "by sku and write a report": what follows "and" is the next thing to do, not a second key. */
    private static boolean verb(String word) {
        return List.of(
                        "write",
                        "tell",
                        "show",
                        "make",
                        "list",
                        "report",
                        "give",
                        "find",
                        "create",
                        "store",
                        "say",
                        "produce",
                        "summarise",
                        "summarize",
                        "explain",
                        "print",
                        "then",
                        "save",
                        "output",
                        "send",
                        "highlight")
                .contains(word.toLowerCase(Locale.ROOT));
    }

    private static String meaning(String words) {
        String text = SQL.matcher(words).replaceAll("this sql query");
        text = URL.matcher(text).replaceAll("this web page");
        text = BARE_HOST.matcher(text).replaceAll("this web page");
        return text.replaceAll("\\s+", " ").strip();
    }
}
