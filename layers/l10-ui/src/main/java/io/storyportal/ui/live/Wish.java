package io.storyportal.ui.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first frame of a browser: where to begin and which events to send.
 *
 * @param after the position last seen; what came behind it is sent first. Null: begin at the end
 * @param last instead of {@code after}: begin this many events before the end
 * @param types event types, {@code *} stands for any part; empty or null means all
 */
record Wish(
        @JsonProperty("after") @Nullable Long after,
        @JsonProperty("last") @Nullable Integer last,
        @JsonProperty("types") @Nullable List<String> types) {

    static final int MOST_TYPES = 20;
    static final int MOST_LAST = 500;
    private static final Pattern TYPE = Pattern.compile("[a-z*][a-z0-9_*]{0,63}(\\.[a-z*][a-z0-9_*]{0,63})?");

    /** Fails with a refusal that says what is wrong with the frame. */
    static Wish parse(String frame, JsonMapper json) {
        Wish wish;
        try {
            wish = json.readValue(frame, Wish.class);
        } catch (JacksonException unreadable) {
            throw Farewell.MALFORMED.because("The first frame must be {\"after\":position} or {\"last\":count}");
        }
        if (wish == null) {
            throw Farewell.MALFORMED.because("The first frame is empty");
        }
        wish.check();
        return wish;
    }

    private void check() {
        if (after != null && last != null) {
            throw Farewell.MALFORMED.because("Give 'after' or 'last', not both");
        }
        if (after != null && after < 0) {
            throw Farewell.MALFORMED.because("'after' must be 0 or more");
        }
        if (last != null && (last < 0 || last > MOST_LAST)) {
            throw Farewell.MALFORMED.because("'last' must be between 0 and " + MOST_LAST);
        }
        if (types != null && (types.size() > MOST_TYPES || !types.stream().allMatch(Wish::isType))) {
            throw Farewell.MALFORMED.because("'types' must be up to " + MOST_TYPES + " event types like plan.*");
        }
    }

    private static boolean isType(@Nullable String type) {
        return type != null && TYPE.matcher(type).matches();
    }

    /** As L01's filter; null for all. */
    @Nullable
    String filter() {
        return types == null || types.isEmpty() ? null : String.join(",", types);
    }
}
