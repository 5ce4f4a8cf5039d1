package io.storyportal.kit.events;

import reactor.core.publisher.Mono;

/** Where a follower keeps how far it has come. */
public interface CheckpointStore {

    /** The cursor last saved under the name; empty before the first. */
    Mono<String> load(String follower);

    Mono<Void> save(String follower, String cursor);
}
