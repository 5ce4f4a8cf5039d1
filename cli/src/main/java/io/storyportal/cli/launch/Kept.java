package io.storyportal.cli.launch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something the launcher keeps running: a server or a layer. */
interface Kept {

    String id();

    String name();

    /** Ids of what must outlive it when the fleet stops. */
    List<String> needs();

    @Nullable
    String url();

    /** Starts a process; blocks until there is one. Fails with an exception whose message a person can act on. */
    Run start();

    /** One process of it, from start to end. */
    interface Run {

        long pid();

        /** Whether it takes work now; asked repeatedly until it says yes. */
        boolean ready();

        CompletableFuture<Integer> exited();

        /** Asks it to end, and kills it when the patience is over. True when it ended by itself. */
        boolean stop(Duration patience);
    }
}
