package io.storyportal.tools.datasets.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a question into words, numbers, comparison signs and quoted texts (kept with their first quote). */
final class QuestionTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\"([^\"]*)\"|'([^']*)'|<=|>=|!=|<>|[<>=]|-?\\d+(?:\\.\\d+)?(?![\\w-])|[\\p{L}\\p{N}_][\\p{L}\\p{N}_\\-.@]*");

    private QuestionTokens() {}

    static List<String> of(String question) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(question);
        while (matcher.find()) {
            String quoted = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            String token = matcher.group().toLowerCase(Locale.ROOT);
            tokens.add(
                    quoted != null
                            ? "'" + quoted
                            : token.endsWith(".") ? token.substring(0, token.length() - 1) : token);
        }
        return tokens;
    }

    /** The text of a token without the mark of a quoted one. */
    static String plain(String token) {
        return token.startsWith("'") ? token.substring(1) : token;
    }
}
