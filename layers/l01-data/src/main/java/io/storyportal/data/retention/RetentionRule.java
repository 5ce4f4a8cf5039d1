package io.storyportal.data.retention;

import io.storyportal.data.schemas.EventPattern;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * For how long a tenant's log keeps the payloads of some events: a setting of the namespace {@code retention}, with the value
 * {@code {"event_types": "tool_call.*,agent_run.*", "days": 90}}.
 *
 * @param name the setting's key and version: a changed rule is another one, which begins at the log's start
 */
public record RetentionRule(TenantId tenant, String name, EventPattern types, Duration after) {

    public static final String NAMESPACE = "retention";

    /**
     * Aggregates whose earlier versions L01 tells from their events, or that say who may do what: their payloads always stay,
     * whatever a pattern matches.
     */
    static final List<String> PERMANENT = List.of("config", "plan", "tenant", "api_key");

    private static final Pattern TYPES = Pattern.compile(EventPattern.SYNTAX);
    private static final int MOST_DAYS = 36_500;

    /** A problem for a setting of that namespace that is no rule; others may hold anything. */
    public static void requireValid(String namespace, Object value) {
        if (!namespace.equals(NAMESPACE)) {
            return;
        }
        if (!(value instanceof Map<?, ?> rule && rule.keySet().equals(Set.of("event_types", "days")))) {
            throw CommonProblem.INVALID.exception("'value' of a retention rule has exactly 'event_types' and 'days'");
        }
        if (!(rule.get("event_types") instanceof String types
                && TYPES.matcher(types).matches())) {
            throw CommonProblem.INVALID.exception(
                    "'value.event_types' are event types with * for any characters, separated by commas");
        }
        if (!(rule.get("days") instanceof Integer days && days >= 1 && days <= MOST_DAYS)) {
            throw CommonProblem.INVALID.exception("'value.days' is a whole number from 1 to " + MOST_DAYS);
        }
    }

    static RetentionRule of(TenantId tenant, String key, long version, Map<?, ?> value) {
        return new RetentionRule(
                tenant,
                key + "@" + version,
                EventPattern.parse((String) value.get("event_types")),
                Duration.ofDays(((Number) Objects.requireNonNull(value.get("days"))).longValue()));
    }

    /** For SQL's {@code like any(…)}. */
    String[] likes() {
        return types.isAll() ? new String[] {"%"} : types.likes();
    }
}
