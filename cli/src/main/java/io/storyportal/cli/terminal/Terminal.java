package io.storyportal.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where text goes. Colour and redrawing happen only where a person looks at a terminal. */
public final class Terminal {

    /** What a colour stands for. */
    public enum Tone {
        GOOD("32"),
        BAD("31"),
        WARN("33"),
        DIM("2"),
        BOLD("1");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final boolean colour;

    public Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colour) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.colour = colour;
    }

    /** The script that starts us knows whether standard output is a terminal, and says so. */
    public static Terminal system(Map<String, String> environment) {
        var interactive = Boolean.getBoolean("portal.tty") && !"dumb".equals(environment.get("TERM"));
        var colour = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                interactive,
                colour);
    }

    public boolean interactive() {
        return interactive;
    }

    public void line(String text) {
        out.println(text);
    }

    public void error(String text) {
        err.println(text);
    }

    public String paint(Tone tone, String text) {
        return colour ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }

    /** Replaces the last {@code lines} lines by new text; only where {@link #interactive()}. */
    public void redraw(int lines, String text) {
        var up = lines > 0 ? "\u001b[" + lines + "A" : "";
        out.print(up + text.replace("\n", "\u001b[K\n"));
        out.flush();
    }

    public PrintStream errors() {
        return err;
    }
}
