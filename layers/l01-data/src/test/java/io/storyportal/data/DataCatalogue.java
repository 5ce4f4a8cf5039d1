package io.storyportal.data;

import io.storyportal.data.resources.ResourceTypes;

/** What L01 keeps, for tests that need no running L01. */
public final class DataCatalogue {

    private DataCatalogue() {}

    public static ResourceTypes types() {
        return new DataConfiguration().resourceTypes();
    }
}
