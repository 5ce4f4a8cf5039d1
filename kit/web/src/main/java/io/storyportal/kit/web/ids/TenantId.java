package io.storyportal.kit.web.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A tenant: a UUIDv7 that begins every key of the platform's data. */
public record TenantId(@JsonValue UUID value) {

    /** The fixed tenant of the {@code dev} profile. */
    public static final TenantId DEFAULT = of("01900000-0000-7000-8000-000000000001");

    public TenantId {
        if (!Ids.isUuid7(value)) {
            throw new IllegalArgumentException("A tenant id is a UUIDv7, not " + value);
        }
    }

    @JsonCreator
    public static TenantId of(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
