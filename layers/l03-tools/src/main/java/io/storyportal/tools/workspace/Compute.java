package io.storyportal.tools.workspace;

import io.storyportal.tools.datasets.read.DatasetSource;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * The few threads on which tools compute, apart from those that serve requests. Cancelling a call interrupts its thread,
 * and every engine looks for that now and then.
 */
public final class Compute implements DisposableBean {
    private static final int MOST_QUEUED = 1_000;

    private final Scheduler scheduler;
    private final Workspaces workspaces;

    public Compute(int threads, Workspaces workspaces) {
        this.scheduler = Schedulers.newBoundedElastic(threads, MOST_QUEUED, "tool");
        this.workspaces = workspaces;
    }

    /** Gives tools the files of a workspace as streams. */
    public interface Files {
        DatasetSource file(UUID agent, String path);
    }

    public <T> Mono<T> run(Function<Files, T> work) {
        return Mono.deferContextual(
                context -> Mono.fromCallable(() -> work.apply(files(context))).subscribeOn(scheduler));
    }

    /** For what is already reactive and only needs its computing done here. */
    public Scheduler scheduler() {
        return scheduler;
    }

    private Files files(ContextView context) {
        return (agent, path) -> new WorkspaceFile(workspaces, agent, path, context);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
