package io.storyportal.data.resources;

import io.storyportal.data.journal.Projection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The projections of all resources and of what else is kept with them. */
public record RowProjections(List<Projection> all) {

    public RowProjections {
        all = List.copyOf(all);
    }

    /** The aggregate types that follow from commands alone. */
    public Set<String> aggregates() {
        return all.stream().map(Projection::aggregateType).collect(Collectors.toUnmodifiableSet());
    }
}
