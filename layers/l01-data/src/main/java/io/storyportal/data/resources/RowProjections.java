package io.storyportal.data.resources;

import io.storyportal.data.journal.Projection;
import java.util.List;

/** The projections of all resources. */
public record RowProjections(List<Projection> all) {

    public RowProjections {
        all = List.copyOf(all);
    }
}
