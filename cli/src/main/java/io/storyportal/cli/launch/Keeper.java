package io.storyportal.cli.launch;

import io.storyportal.cli.Backoff;
import io.storyportal.cli.fleet.FleetException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one component running: starts it, and after each end starts it again, ever later while it keeps failing. */
final class Keeper {

    private static final Duration POLL = Duration.ofMillis(50);
    /** A process that lived this long has proved itself; its next end counts as the first. */
    private static final Duration STABLE = Duration.ofSeconds(30);

    /** Ends before it was ever ready: after so many it will not become ready by itself. */
    private static final int HOPELESS = 5;

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(1);

    private final Kept kept;
    private final Board board;
    private final Backoff backoff;
    private final Consumer<String> notes;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<Boolean> firstStart = new CompletableFuture<>();
    private final Thread thread;
    private volatile Kept.@Nullable Run run;

    Keeper(Kept kept, Board board, Backoff backoff, Consumer<String> notes) {
        this.kept = kept;
        this.board = board;
        this.backoff = backoff;
        this.notes = notes;
        this.thread = Thread.ofPlatform().daemon().name("keeper-" + kept.id()).unstarted(this::keep);
        board.expect(kept.id(), kept.name(), kept.url());
    }

    Kept kept() {
        return kept;
    }

    void start() {
        thread.start();
    }

    /** True when it became ready for the first time; fails when the very first start was impossible. */
    CompletableFuture<Boolean> firstStart() {
        return firstStart;
    }

    private void keep() {
        var failures = 0;
        for (var restarts = 0; !stopRequested(); restarts++) {
            var begun = Instant.now();
            liveOnce(restarts, begun);
            if (stopRequested()) {
                break;
            }
            if (restarts + 1 == HOPELESS) {
                // No effect on one that was ready before: that is started again for ever.
                firstStart.completeExceptionally(hopeless());
            }
            failures = Duration.between(begun, Instant.now()).compareTo(STABLE) > 0 ? 1 : failures + 1;
            board.set(kept.id(), "restarting", -1, restarts, 0);
            pause(backoff.after(failures));
        }
        board.set(kept.id(), "stopped", -1, 0, 0);
    }

    private FleetException hopeless() {
        return new FleetException(
                "%s %s ended %d times while it was starting".formatted(kept.id(), kept.name(), HOPELESS),
                "Its reason stands in './portal logs %s'".formatted(kept.id()));
    }

    private void liveOnce(int restarts, Instant begun) {
        try {
            board.set(kept.id(), "starting", -1, restarts, 0);
            var current = kept.start();
            run = current;
            board.set(kept.id(), "starting", current.pid(), restarts, 0);
            if (stopRequested()) {
                // stop() came before there was a process to end.
                current.stop(KILL_PATIENCE);
                return;
            }
            if (awaitReady(current)) {
                var millis = Duration.between(begun, Instant.now()).toMillis();
                board.set(kept.id(), "ready", current.pid(), restarts, millis);
                firstStart.complete(true);
            }
            var code = current.exited().join();
            if (!stopRequested()) {
                notes.accept("%s ended with code %d; it is started again".formatted(kept.name(), code));
            }
        } catch (RuntimeException e) {
            firstStart.completeExceptionally(e);
            notes.accept("%s could not be started: %s".formatted(kept.name(), e.getMessage()));
        } finally {
            run = null;
        }
    }

    private boolean awaitReady(Kept.Run current) {
        while (!current.exited().isDone() && !stopRequested()) {
            if (current.ready()) {
                return true;
            }
            pause(POLL);
        }
        return false;
    }

    /** Ends the process and the keeping; returns when both are over. True when it went in order. */
    boolean stop(Duration patience) {
        if (!stopRequested()) {
            // Before the request, after which the keeping ends and says "stopped".
            board.set(kept.id(), "stopping", -1, 0, 0);
            stopping.countDown();
        }
        var current = run;
        var orderly = current == null || current.stop(patience);
        try {
            thread.join(patience.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return orderly;
    }

    private boolean stopRequested() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration duration) {
        try {
            // Ends early when the keeping ends: a stop never waits for a back-off.
            var _ = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
