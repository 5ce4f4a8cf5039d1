package io.storyportal.kit.web.ids;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Time-ordered identifiers (UUIDv7), monotonic within a process. */
public final class Ids {

    private Ids() {}

    public static UUID uuid7() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    public static boolean isUuid7(UUID id) {
        return id.version() == 7 && id.variant() == 2;
    }
}
