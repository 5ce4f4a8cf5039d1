package io.storyportal.data.datasets;

import io.storyportal.data.resources.ResourceType;
import java.util.List;
import java.util.Map;

/** How datasets are kept; their examples are kept beside them, see {@link ExampleProjection}. */
public final class Datasets {

    public static final ResourceType<Dataset> TYPE = ResourceType.of("datasets", "dataset", Dataset.class)
            .createdFrom(CreateDataset.class)
            .updatedFrom(UpdateDataset.class)
            .orElse("lineage", List.of())
            .orElse("metadata", Map.of())
            .refers("lineage", "dataset")
            .build();

    private Datasets() {}
}
