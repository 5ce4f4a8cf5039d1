package io.storyportal.kit.web.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Computes a value when it is first asked for; a failure is tried again at the next call. */
final class OnFirstUse<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    OnFirstUse(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T current = value;
        if (current == null) {
            synchronized (this) {
                current = value;
                if (current == null) {
                    current = source.get();
                    value = current;
                }
            }
        }
        return current;
    }
}
