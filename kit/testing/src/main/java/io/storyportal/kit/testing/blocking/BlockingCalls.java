package io.storyportal.kit.testing.blocking;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/**
 * The blocking calls of this JVM that no test has answered for. They are written down and not thrown where they happen:
 * there a retry, a fallback or a problem document would hide them. A hundred are kept, which is enough to see.
 */
public final class BlockingCalls {

    private static final int MOST = 100;

    /** Without locks: waiting for one would be a blocking call too, found while the first is written down. */
    private static final Queue<BlockingCall> FOUND = new ConcurrentLinkedQueue<>();

    private BlockingCalls() {}

    /** Watches this JVM until it ends; safe to repeat. */
    static void watch() {
        Watch.begin();
    }

    /** What was found since the last time, which is then forgotten. */
    public static List<BlockingCall> take() {
        List<BlockingCall> found = new ArrayList<>();
        for (BlockingCall call = FOUND.poll(); call != null; call = FOUND.poll()) {
            found.add(call);
        }
        return found;
    }

    private static void found(BlockingMethod method) {
        if (FOUND.size() < MOST) {
            FOUND.add(new BlockingCall(method));
        }
    }

    private static final class Watch {

        static {
            BlockHound.builder()
                    .loadIntegrations(new WatchedCalls())
                    .blockingMethodCallback(BlockingCalls::found)
                    .install();
        }

        private Watch() {}

        static void begin() {
            // Initialising the class is what begins it, once.
        }
    }
}
