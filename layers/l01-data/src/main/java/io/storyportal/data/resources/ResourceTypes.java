package io.storyportal.data.resources;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every kind of resource that L01 keeps. */
public record ResourceTypes(List<ResourceType<?>> all) {

    public ResourceTypes {
        all = List.copyOf(all);
    }

    /** The aggregate types that have routes of their own. */
    public Set<String> aggregates() {
        return all.stream().map(ResourceType::aggregate).collect(Collectors.toUnmodifiableSet());
    }
}
