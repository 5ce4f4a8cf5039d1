package io.storyportal.tools.fakes;

import io.storyportal.tools.catalogue.ToolCall;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Work whose outcome the test sets; counts how often it really ran. */
public final class ScriptedWork {
    private final AtomicInteger runs = new AtomicInteger();
    private volatile Function<ToolCall, Mono<?>> outcome = call -> Mono.just(Map.of("done", true));

    Mono<?> run(ToolCall call) {
        return Mono.defer(() -> {
            runs.incrementAndGet();
            return outcome.apply(call);
        });
    }

    public void outcome(Function<ToolCall, Mono<?>> next) {
        outcome = next;
        runs.set(0);
    }

    public int runs() {
        return runs.get();
    }
}
