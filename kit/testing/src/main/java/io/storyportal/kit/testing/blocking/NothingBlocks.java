package io.storyportal.kit.testing.blocking;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test during which something blocked an event loop. JUnit finds it by itself, in every module that has
 * kit-testing. Background work may be blamed on the test that happens to run; the stack says whose it is.
 */
public final class NothingBlocks implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        BlockingCalls.watch();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failForWhatBlocked();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failForWhatBlocked();
    }

    private static void failForWhatBlocked() {
        List<BlockingCall> calls = BlockingCalls.take();
        if (!calls.isEmpty()) {
            BlockingCall first = calls.getFirst();
            calls.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
