package io.storyportal.tools.web;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import reactor.core.scheduler.Schedulers;

/** Resolves names for the connection itself, through the guard: what was checked is what is connected to. */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {
    private final UrlGuard guard;

    GuardedResolver(UrlGuard guard) {
        this.guard = guard;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetNameResolver(executor) {
            @Override
            protected void doResolve(String name, Promise<InetAddress> promise) {
                lookUp(name, promise, addresses -> promise.trySuccess(addresses.getFirst()));
            }

            @Override
            protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                lookUp(name, promise, promise::trySuccess);
            }
        }.asAddressResolver();
    }

    /** The JDK's lookup blocks, so it leaves the event loop. */
    private void lookUp(String name, Promise<?> promise, java.util.function.Consumer<List<InetAddress>> found) {
        Schedulers.boundedElastic().schedule(() -> {
            try {
                found.accept(guard.resolve(name));
            } catch (RuntimeException refused) {
                promise.tryFailure(refused);
            }
        });
    }
}
