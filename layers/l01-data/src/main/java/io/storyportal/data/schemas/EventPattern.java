package io.storyportal.data.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which event types are meant: names and names with {@code *} for any run of characters, separated by commas. */
public record EventPattern(List<String> globs) {

    public static final String SYNTAX = "[a-z0-9_.*]{1,200}(,[a-z0-9_.*]{1,200}){0,49}";

    public static final EventPattern ALL = new EventPattern(List.of());

    public EventPattern {
        globs = List.copyOf(globs);
    }

    public static EventPattern parse(@Nullable String text) {
        if (text == null) {
            return ALL;
        }
        List<String> globs = Arrays.asList(text.split(","));
        return globs.contains("*") ? ALL : new EventPattern(globs);
    }

    public boolean isAll() {
        return globs.isEmpty();
    }

    /** For SQL's {@code like any(…)}; exact names become themselves. */
    public String[] likes() {
        return globs.stream()
                .map(glob -> glob.replace("_", "\\_").replace('*', '%'))
                .toArray(String[]::new);
    }

    public boolean matches(String eventType) {
        for (String glob : globs) {
            if (matches(glob, eventType)) {
                return true;
            }
        }
        return globs.isEmpty();
    }

    private static boolean matches(String glob, String eventType) {
        int star = glob.indexOf('*');
        if (star < 0) {
            return glob.equals(eventType);
        }
        if (star == glob.length() - 1) {
            return eventType.regionMatches(0, glob, 0, star);
        }
        String expression =
                Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return eventType.matches(expression);
    }
}
