package io.storyportal.data.usage;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What model usage can be added up by. */
enum UsageGroups {
    AGENT("agent_id", "agent_id"),
    PROVIDER("model_provider", "model_provider"),
    MODEL("model_name", "model_name"),
    DAY("day", "to_char(created_at at time zone 'UTC', 'YYYY-MM-DD')");

    /** The comma-separated words that {@link #parse} takes. */
    static final String WORDS = "(agent|provider|model|day)(,(agent|provider|model|day)){0,3}";

    private final String field;
    private final String sql;

    UsageGroups(String field, String sql) {
        this.field = field;
        this.sql = sql;
    }

    /** Model and provider when nothing is asked for. */
    static Set<UsageGroups> parse(@Nullable String words) {
        if (words == null) {
            return EnumSet.of(PROVIDER, MODEL);
        }
        return Arrays.stream(words.split(","))
                .map(word -> valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(UsageGroups.class)));
    }

    String field() {
        return field;
    }

    String sql() {
        return sql;
    }
}
