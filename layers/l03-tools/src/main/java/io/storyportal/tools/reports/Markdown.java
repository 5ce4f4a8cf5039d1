package io.storyportal.tools.reports;

import java.util.List;

/** Writes Markdown in which no text from a file or a page can become markup. */
final class Markdown {
    private static final int LONGEST_CELL = 120;

    private final StringBuilder out = new StringBuilder();

    Markdown heading(int level, String text) {
        blank();
        out.append("#".repeat(level)).append(' ').append(escape(text)).append("\n\n");
        return this;
    }

    /** Text with markup of our own; foreign parts must have been escaped. */
    Markdown paragraph(String text) {
        blank();
        out.append(text).append("\n\n");
        return this;
    }

    Markdown bullet(String text) {
        out.append("- ").append(text).append('\n');
        return this;
    }

    Markdown table(List<String> header, List<List<String>> rows) {
        blank();
        row(header);
        row(header.stream().map(h -> "---").toList());
        rows.forEach(this::row);
        out.append('\n');
        return this;
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    Markdown code(String language, String text) {
        blank();
        String fence = text.contains("```") ? "`````" : "```";
        out.append(fence)
                .append(language)
                .append('\n')
                .append(text.stripTrailing())
                .append('\n')
                .append(fence)
                .append("\n\n");
        return this;
    }

    private void blank() {
        int length = out.length();
        if (length > 1 && !(out.charAt(length - 1) == '\n' && out.charAt(length - 2) == '\n')) {
            out.append(out.charAt(length - 1) == '\n' ? "\n" : "\n\n");
        }
    }

    /** One line, without markup, short enough for a table. */
    static String cell(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return escape(line.length() <= LONGEST_CELL ? line : line.substring(0, LONGEST_CELL - 1) + "…");
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', '`', '*', '_', '[', ']', '#', '|', '~', '!' ->
                    safe.append('\\').append(c);
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '\n', '\r' -> safe.append(' ');
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString().stripTrailing() + "\n";
    }
}
