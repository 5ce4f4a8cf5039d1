package io.storyportal.planning.template;

import java.util.Arrays;
import java.util.UUID;

/** Goals for tests. */
public final class Goals {
    private Goals() {}

    public static Goal goal(String description, String... files) {
        return new Goal(
                description,
                Arrays.stream(files)
                        .map(name -> new Goal.File(
                                name, UUID.nameUUIDFromBytes(name.getBytes()), "application/octet-stream", 10))
                        .toList(),
                Goal.Options.NONE);
    }
}
