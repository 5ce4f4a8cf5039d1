package io.storyportal.kit.testing.blocking;

import java.util.Arrays;
import java.util.stream.Collectors;
import reactor.blockhound.BlockingMethod;

/**
 * A call that blocked an event loop, or another thread of Reactor's that must not block. Its message says from where,
 * since Surefire leaves only the test class's own frames of a stack, and there are none on an event loop.
 */
public final class BlockingCall extends AssertionError {

    private static final int FRAMES = 40;

    private final transient BlockingMethod method;
    private final String thread = Thread.currentThread().getName();

    /** Made in the middle of the call it is about, and therefore does nothing there that could block in turn. */
    BlockingCall(BlockingMethod method) {
        this.method = method;
    }

    @Override
    public String getMessage() {
        return method + " blocked the thread " + thread
                + Arrays.stream(getStackTrace())
                        .dropWhile(frame -> !frame.getMethodName().equals("checkBlocking"))
                        .skip(1)
                        .limit(FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }
}
