package io.storyportal.runtime.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A number of places and a bounded queue for them, first come first served. When the queue is full the next is refused. */
public final class Slots {

    private final int waitingLimit;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int free;

    public Slots(int places, int waitingLimit) {
        this.free = places;
        this.waitingLimit = waitingLimit;
    }

    /** Runs the flux while holding a place. */
    public <T> Flux<T> holding(Flux<T> work) {
        Mono<Place> place = Mono.create(sink -> ask(new Place(sink)));
        return Flux.usingWhen(place, held -> work, Place::give, (held, failure) -> held.give(), Place::give);
    }

    private void ask(Place place) {
        place.sink.onCancel(() -> leave(place));
        boolean refused = false;
        synchronized (this) {
            if (free > 0) {
                free--;
                place.state = State.HELD;
            } else if (waiting.size() < waitingLimit) {
                waiting.add(place);
            } else {
                refused = true;
            }
        }
        if (refused) {
            place.sink.error(new SandboxException(
                    SandboxException.Kind.BUSY,
                    "Too many commands run and wait.",
                    "Wait until some have ended and try again."));
        } else if (place.state == State.HELD) {
            place.sink.success(place);
        }
    }

    /** Gives the place to the next who waits. Once per place: cancelling and completing may both arrive. */
    private void leave(Place place) {
        Place next = null;
        synchronized (this) {
            switch (place.state) {
                case WAITING -> waiting.remove(place);
                case HELD -> next = nextOrFree();
                case GONE -> {}
            }
            place.state = State.GONE;
        }
        if (next != null) {
            next.sink.success(next);
        }
    }

    private @Nullable Place nextOrFree() {
        Place next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.state = State.HELD;
        }
        return next;
    }

    private enum State {
        WAITING,
        HELD,
        GONE
    }

    private final class Place {
        private final MonoSink<Place> sink;
        private volatile State state = State.WAITING;

        private Place(MonoSink<Place> sink) {
            this.sink = sink;
        }

        private Mono<Void> give() {
            return Mono.fromRunnable(() -> leave(this));
        }
    }
}
