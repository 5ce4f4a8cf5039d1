package io.storyportal.gateway.provider;

import java.util.regex.Pattern;

/** A provider's credential. Prints as stars, so that no log, error or configuration dump can show it. */
public final class ApiKey {

    public static final ApiKey NONE = new ApiKey("");

    /** Key shapes of the providers: some echo a key, whole or shortened, in their error text. */
    private static final Pattern KEY_SHAPES =
            Pattern.compile("(?i)\\b(sk|gsk|key|xai)-[A-Za-z0-9_*.-]{6,}|Bearer\\s+\\S+");

    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /** Called by configuration binding. */
    public static ApiKey valueOf(String value) {
        return value.isBlank() ? NONE : new ApiKey(value.strip());
    }

    public boolean present() {
        return !value.isEmpty();
    }

    /** The credential itself, for a request header and nothing else. */
    String reveal() {
        return value;
    }

    /** The text with this key, and whatever looks like a key, blotted out. */
    String blotOut(String text) {
        String without = present() ? text.replace(value, "***") : text;
        return KEY_SHAPES.matcher(without).replaceAll("***");
    }

    @Override
    public String toString() {
        return present() ? "***" : "(none)";
    }
}
