package io.storyportal.runtime.workspace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place in a workspace: plain names from its root. What it may not contain, it cannot express; that no name on the way is a symbolic
 * link is checked where it is walked, since only then it is certain.
 */
public record WorkspacePath(List<String> names) {

    private static final int MOST_NAMES = 32;
    private static final int LONGEST_NAME = 255;

    /** @throws WorkspaceException of kind BAD_PATH */
    public static WorkspacePath parse(String text) {
        String relative = text.startsWith("/") ? text.substring(1) : text;
        List<String> names = Stream.of(relative.split("/", -1)).toList();
        if (names.size() > MOST_NAMES) {
            throw bad(text, "more than " + MOST_NAMES + " names");
        }
        for (String name : names) {
            check(text, name);
        }
        return new WorkspacePath(names);
    }

    private static void check(String text, String name) {
        if (name.isEmpty()) {
            throw bad(text, "an empty name");
        }
        if (name.equals(".") || name.equals("..")) {
            throw bad(text, "'" + name + "'");
        }
        if (name.chars().anyMatch(character -> character < 0x20)) {
            throw bad(text.replaceAll("\\p{Cntrl}", "?"), "a control character");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw bad(text.substring(0, 40) + "…", "a name of more than " + LONGEST_NAME + " bytes");
        }
    }

    private static WorkspaceException bad(String text, String why) {
        return new WorkspaceException(WorkspaceException.Kind.BAD_PATH, "The path '" + text + "' has " + why + ".");
    }

    List<String> folders() {
        return names.subList(0, names.size() - 1);
    }

    String last() {
        return names.getLast();
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }
}
