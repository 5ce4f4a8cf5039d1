package io.storyportal.kit.testing.blocking;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound watches beyond its own list, and what may block. BlockHound, Reactor, Netty and Spring bring
 * allowances of their own: class loading, Logback's appenders, timers. Those here are for calls of libraries that end
 * at once or happen once; code of ours that blocks moves to another thread instead.
 */
final class WatchedCalls implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        readingAndWritingFilesByNio(builder);
        randomNumbers(builder);
        readingTheClassPath(builder);
        firstUses(builder);
        shortLocks(builder);
        describingTheLayer(builder);
    }

    /** BlockHound knows the streams of {@code java.io} alone, and code of today uses {@code java.nio.file.Files}. */
    private static void readingAndWritingFilesByNio(BlockHound.Builder builder) {
        String channel = "sun.nio.ch.FileChannelImpl";
        builder.markAsBlocking(channel, "read", "(Ljava/nio/ByteBuffer;)I");
        builder.markAsBlocking(channel, "write", "(Ljava/nio/ByteBuffer;)I");
        builder.markAsBlocking(channel, "force", "(Z)V");
    }

    /** They come from /dev/urandom, which never waits once the machine is up. */
    private static void randomNumbers(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "implNextBytes");
    }

    /**
     * Resources in jars, which libraries read at their first use: messages of the validator, JSON Schema's own schema.
     * Opening a zip file, as one would a user's, is still found.
     */
    private static void readingTheClassPath(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.util.zip.ZipFile$ZipFileInputStream", "read");
    }

    /** Once in the life of a JVM the JDK reads its rules for ciphers. */
    private static void firstUses(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("javax.crypto.JceSecurity", "setupJurisdictionPolicies");
    }

    /**
     * Taking turns by a lock, as Jackson's caches and the maker of our ids do for microseconds; BlockHound does not see
     * {@code synchronized} either. Waiting for a result, a queue, a permit or a read-write lock is still found.
     */
    private static void shortLocks(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock$Sync", "lock");
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free");
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "free");
    }

    /** OpenAPI is described in tests only. */
    private static void describingTheLayer(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("org.springdoc.api.AbstractOpenApiResource", "getOpenApi");
    }
}
