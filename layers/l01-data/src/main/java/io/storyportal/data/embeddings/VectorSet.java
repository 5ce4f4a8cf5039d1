package io.storyportal.data.embeddings;

import io.storyportal.kit.web.ids.TenantId;
import java.util.List;

/** Vectors that one question may be compared with: of one tenant's resource, made by one model. */
record VectorSet(TenantId tenant, String resource, String model, int dimension) {

    /** As the first parameters of statements. */
    List<Object> values() {
        return List.of(tenant.value(), resource, model, dimension);
    }
}
