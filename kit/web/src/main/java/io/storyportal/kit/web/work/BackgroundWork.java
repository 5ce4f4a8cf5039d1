package io.storyportal.kit.web.work;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Something that a process does from its start to its stop: one subscription, cancelled when the process stops. */
public abstract class BackgroundWork implements SmartLifecycle {

    private volatile @Nullable Disposable running;

    /** Asked once for each start. Never ends by itself and never fails: what fails inside is dealt with inside. */
    protected abstract Publisher<?> work();

    @Override
    public final void start() {
        running = Flux.from(work()).subscribe();
    }

    @Override
    public void stop() {
        Disposable current = running;
        if (current != null) {
            current.dispose();
            running = null;
        }
    }

    @Override
    public final boolean isRunning() {
        return running != null;
    }
}
