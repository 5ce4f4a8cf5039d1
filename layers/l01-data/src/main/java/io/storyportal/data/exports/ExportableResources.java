package io.storyportal.data.exports;

import io.storyportal.data.DataProblem;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What may be exported and narrowed by what. */
final class ExportableResources {

    /** Shown to administrators only, while an export's file is an artifact that everybody in the tenant may read. */
    private static final Set<String> OF_ADMINISTRATORS = Set.of("api-keys", "config", "tenants");

    private final Map<String, ResourceType<?>> types = new TreeMap<>();

    ExportableResources(ResourceTypes types) {
        types.all().stream()
                .filter(type -> !OF_ADMINISTRATORS.contains(type.name()))
                .forEach(type -> this.types.put(type.name(), type));
    }

    ResourceType<?> named(String name) {
        ResourceType<?> type = types.get(name);
        if (type == null) {
            throw DataProblem.UNKNOWN_RESOURCE.exception(
                    "No resource '" + name + "' can be exported; these can: " + types.keySet());
        }
        return type;
    }

    void check(CreateExport asked, Caller caller) {
        caller.require(Role.DEVELOPER);
        ResourceType<?> type = named(asked.resource());
        if (asked.filters() != null) {
            filters(type, asked.filters());
        }
    }

    Filters filters(ResourceType<?> type, Map<String, String> asked) {
        Filters filters = new Filters();
        Set<String> plain = type.plain();
        asked.forEach((field, value) -> {
            if (!plain.contains(field)) {
                throw CommonProblem.INVALID.exception(
                        "'filters' has '" + field + "'; it may have " + new TreeSet<>(plain));
            }
            filters.with("t.\"" + field + "\"::text = ?", value);
        });
        return filters;
    }
}
