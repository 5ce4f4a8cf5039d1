package io.storyportal.tools.datasets.query;

import io.storyportal.tools.ToolsProblem;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets one SELECT or WITH statement through. The database enforces reading only on its own as well; this gives the clear
 * answer and keeps out what would still read beyond the table (pragma functions).
 */
final class SqlGuard {
    private static final Pattern START = Pattern.compile("(?is)\\s*(select|with|values)\\b.*");
    private static final int LONGEST = 20_000;

    private SqlGuard() {}

    /** The statement without a closing semicolon. */
    static String check(String sql) {
        if (sql.length() > LONGEST) {
            throw ToolsProblem.SQL_REFUSED.exception("The statement is longer than " + LONGEST + " characters");
        }
        String code = withoutTextsAndComments(sql);
        if (!START.matcher(code).matches()) {
            throw ToolsProblem.SQL_REFUSED.exception("Only SELECT and WITH are allowed");
        }
        int end = code.indexOf(';');
        if (end >= 0 && !code.substring(end + 1).isBlank()) {
            throw ToolsProblem.SQL_REFUSED.exception("Only one statement is allowed");
        }
        if (code.toLowerCase(Locale.ROOT).contains("pragma_")) {
            throw ToolsProblem.SQL_REFUSED.exception("Pragma functions are not allowed");
        }
        return end < 0 ? sql : sql.substring(0, end);
    }

    /** The same length, with quoted texts and comments blanked, so that positions agree. */
    private static String withoutTextsAndComments(String sql) {
        StringBuilder code = new StringBuilder(sql);
        int i = 0;
        while (i < sql.length()) {
            int end = endOfOpaque(sql, i);
            for (int j = i; j < end; j++) {
                code.setCharAt(j, ' ');
            }
            i = Math.max(end, i + 1);
        }
        return code.toString();
    }

    /** Where the text, quoted name or comment that begins at {@code from} ends; {@code from} when none begins there. */
    private static int endOfOpaque(String sql, int from) {
        char c = sql.charAt(from);
        if (c == '\'' || c == '"' || c == '`') {
            int end = sql.indexOf(c, from + 1);
            return end < 0 ? sql.length() : end + 1;
        }
        if (sql.startsWith("--", from)) {
            int end = sql.indexOf('\n', from);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", from)) {
            int end = sql.indexOf("*/", from + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return from;
    }
}
