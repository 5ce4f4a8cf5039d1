package io.storyportal.kit.servers;

import java.time.Duration;

/** Waiting that an interrupt ends with an exception. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while waiting for a server", e);
        }
    }
}
