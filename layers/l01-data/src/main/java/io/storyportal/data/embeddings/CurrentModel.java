package io.storyportal.data.embeddings;

import java.util.Optional;

/** The model that answered last, whoever asked; vectors of others are made anew. */
final class CurrentModel {

    private volatile String name = "";

    void is(String model) {
        name = model;
    }

    /** Empty until the first answer. */
    Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
