package io.storyportal.tools.invocation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets so many calls of one tool run at a time; a bounded number waits in order, the next is refused. */
final class Turnstile {
    private final int places;
    private final int waitingPlaces;
    private final Deque<Sinks.One<Permit>> waiting = new ArrayDeque<>();
    private int taken;

    Turnstile(int places, int waitingPlaces) {
        this.places = places;
        this.waitingPlaces = waitingPlaces;
    }

    /** One place; give it back by closing, once or more. */
    final class Permit implements AutoCloseable {
        private final AtomicBoolean open = new AtomicBoolean(true);

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                passOn();
            }
        }
    }

    /** A permit, possibly later; {@code refusal} at once when too many wait already. */
    Mono<Permit> enter(java.util.function.Supplier<? extends RuntimeException> refusal) {
        return Mono.defer(() -> {
            Sinks.One<Permit> place = Sinks.one();
            synchronized (this) {
                if (taken < places) {
                    taken++;
                    return Mono.just(new Permit());
                }
                if (waiting.size() >= waitingPlaces) {
                    return Mono.error(refusal);
                }
                waiting.add(place);
            }
            return place.asMono().doOnCancel(() -> leave(place));
        });
    }

    private void leave(Sinks.One<Permit> place) {
        boolean stillWaiting;
        synchronized (this) {
            stillWaiting = waiting.remove(place);
        }
        if (!stillWaiting) {
            // It was called in just as it left: the permit is nobody's, so it goes on.
            passOn();
        }
    }

    private void passOn() {
        Sinks.@Nullable One<Permit> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                taken--;
            }
        }
        if (next != null) {
            next.tryEmitValue(new Permit());
        }
    }
}
