package io.storyportal.data.journal;

import java.util.UUID;

/** Which aggregate, within a tenant. */
public record AggregateKey(String type, UUID id) {

    @Override
    public String toString() {
        return type + " " + id;
    }
}
