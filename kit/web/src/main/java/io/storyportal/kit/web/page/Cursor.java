package io.storyportal.kit.web.page;

import io.storyportal.kit.web.problem.CommonProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The keyset position after a row, opaque to clients: its sort keys, joined and base64url-encoded. */
public record Cursor(List<String> keys) {

    private static final String SEPARATOR = "\n";

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(Object... keys) {
        return new Cursor(List.of(keys).stream().map(Object::toString).toList());
    }

    public String encoded() {
        byte[] joined = String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }

    /** Reads a cursor of {@code size} keys; anything else is a 422 problem. */
    public static Cursor parse(String encoded, int size) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            List<String> keys = List.of(joined.split(SEPARATOR, -1));
            if (keys.size() == size) {
                return new Cursor(keys);
            }
        } catch (IllegalArgumentException malformed) {
            // Told below, the same way as a cursor of another list.
        }
        throw CommonProblem.INVALID.exception("'cursor' is not one that this list gave out");
    }
}
