package io.storyportal.data.resources;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is particular about one kind of resource; all else is the same for all. The wire record's fields, the columns
 * of the table and the fields of the events' payloads share one vocabulary, so they are stated once: by the record.
 *
 * @param name as in paths and batch commands: {@code tool-executions}
 * @param aggregate as in event types: {@code tool_execution}
 * @param columns the table's columns beside those that every resource has
 * @param sealed columns that are stored but never told in an event or an answer
 * @param carried fields that every payload holds, whatever changed
 * @param defaults what a creation leaves out, by field
 * @param references fields that hold the id of another aggregate, or several, with its type
 * @param verbs the past verb of the event for a change to a status
 * @param stamps the time column that a status fills
 * @param dependents the resource of the same id that goes when a status is reached
 * @param removal the past verb of the event that ends the resource
 */
public record ResourceType<R extends ResourceView>(
        String name,
        String aggregate,
        String table,
        Class<R> view,
        Class<?> creation,
        @Nullable Class<?> update,
        List<String> columns,
        Set<String> sealed,
        Set<String> carried,
        Map<String, Object> defaults,
        Map<String, String> references,
        Map<String, String> verbs,
        Map<String, String> stamps,
        Map<String, ResourceType<?>> dependents,
        String removal) {

    /** Columns that every resource has. */
    static final List<String> COMMON = List.of("id", "version", "created_at", "updated_at");

    private static final Set<Class<?>> PLAIN = Set.of(
            String.class, UUID.class, int.class, Integer.class, long.class, Long.class, boolean.class, Boolean.class);

    public static <R extends ResourceView> Builder<R> of(String name, String aggregate, Class<R> view) {
        return new Builder<>(name, aggregate, view);
    }

    /** The columns of an answer, those that every resource has first. */
    public List<String> told() {
        List<String> told = new ArrayList<>(COMMON);
        columns.stream().filter(column -> !sealed.contains(column)).forEach(told::add);
        return told;
    }

    /** Told columns with a single plain value: texts, ids, whole numbers, yes or no. */
    public Set<String> plain() {
        return javaTypes().entrySet().stream()
                .filter(field ->
                        PLAIN.contains(field.getValue()) || field.getValue().isEnum())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of each told column, the type that the wire record gives it. */
    public Map<String, Class<?>> javaTypes() {
        return Arrays.stream(view.getRecordComponents())
                .collect(Collectors.toMap(field -> Builder.snakeCase(field.getName()), RecordComponent::getType));
    }

    String createdEvent() {
        return aggregate + ".created";
    }

    /** A change of the status is told by its verb, any other as an update. */
    String changedEvent(@Nullable String status) {
        return aggregate + "." + (status == null ? "updated" : verbs.getOrDefault(status, "updated"));
    }

    /** Whether the resource is gone after an event of this type, until it is set anew. */
    public boolean isRemoval(@Nullable String eventType) {
        return removedEvent().equals(eventType);
    }

    String removedEvent() {
        return aggregate + "." + removal;
    }

    /** Collects what differs from the usual. */
    public static final class Builder<R extends ResourceView> {
        private final String name;
        private final String aggregate;
        private final Class<R> view;
        private Class<?> creation = Void.class;
        private @Nullable Class<?> update;
        private String removal = "deleted";
        private Set<String> sealed = Set.of();
        private Set<String> carried = Set.of();
        private final Map<String, Object> defaults = new LinkedHashMap<>();
        private final Map<String, String> references = new LinkedHashMap<>();
        private final Map<String, String> verbs = new HashMap<>();
        private final Map<String, String> stamps = new HashMap<>();
        private final Map<String, ResourceType<?>> dependents = new HashMap<>();

        private Builder(String name, String aggregate, Class<R> view) {
            this.name = name;
            this.aggregate = aggregate;
            this.view = view;
        }

        public Builder<R> createdFrom(Class<?> type) {
            creation = type;
            return this;
        }

        public Builder<R> updatedFrom(Class<?> type) {
            update = type;
            return this;
        }

        public Builder<R> orElse(String field, Object value) {
            defaults.put(field, value);
            return this;
        }

        public Builder<R> refers(String field, String toAggregate) {
            references.put(field, toAggregate);
            return this;
        }

        public Builder<R> verb(String status, String pastVerb) {
            verbs.put(status, pastVerb);
            return this;
        }

        public Builder<R> stamps(String column, String... statuses) {
            Arrays.stream(statuses).forEach(status -> stamps.put(status, column));
            return this;
        }

        /** The dependent is one that is set whole, by PUT, and whose defaults fill it. */
        public Builder<R> endsWith(String status, ResourceType<?> dependent) {
            dependents.put(status, dependent);
            return this;
        }

        public Builder<R> carries(String... fields) {
            carried = Set.of(fields);
            return this;
        }

        public Builder<R> seals(String... columns) {
            sealed = Set.of(columns);
            return this;
        }

        public Builder<R> removedAs(String pastVerb) {
            removal = pastVerb;
            return this;
        }

        public ResourceType<R> build() {
            return new ResourceType<>(
                    name,
                    aggregate,
                    name.replace('-', '_'),
                    view,
                    creation,
                    update,
                    columns(),
                    sealed,
                    carried,
                    Map.copyOf(defaults),
                    Map.copyOf(references),
                    Map.copyOf(verbs),
                    Map.copyOf(stamps),
                    Map.copyOf(dependents),
                    removal);
        }

        private List<String> columns() {
            List<String> columns = new ArrayList<>();
            for (RecordComponent component : view.getRecordComponents()) {
                String column = snakeCase(component.getName());
                if (!COMMON.contains(column)) {
                    columns.add(column);
                }
            }
            columns.addAll(sealed);
            return List.copyOf(columns);
        }

        private static String snakeCase(String name) {
            return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
        }
    }
}
