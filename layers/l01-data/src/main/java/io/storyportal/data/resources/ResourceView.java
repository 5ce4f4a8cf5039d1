package io.storyportal.data.resources;

import java.util.UUID;

/** A resource as it is answered. */
public interface ResourceView {

    UUID id();

    /** Counts its changes, from 1; the resource's ETag. */
    long version();
}
