package io.storyportal.tools.invocation;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.ids.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who runs a call now, in Redis: a lease that its holder renews and that runs out when the holder dies. */
final class CallLeases {
    private final RedisConnections redis;
    private final Duration length;
    private final String renew = script("/call-lease-renew.lua");
    private final String release = script("/call-lease-release.lua");

    CallLeases(RedisConnections redis, Duration length) {
        this.redis = redis;
        this.length = length;
    }

    /** @param holder a value nobody else has */
    record Lease(String key, String holder) {
        /** Stands for the lease that Redis could not be asked for. */
        static final Lease NONE = new Lease("", "");
    }

    /** The lease, or nothing while another call holds it. */
    Mono<Lease> take(TenantId tenant, String callKey) {
        Lease wanted = new Lease(
                "l03:call:" + tenant + ":" + callKey, UUID.randomUUID().toString());
        return redis.commands()
                .flatMap(c -> c.set(
                        wanted.key(), wanted.holder(), SetArgs.Builder.nx().px(length.toMillis())))
                .map(ok -> wanted);
    }

    /** Renews until cancelled; a renewal that fails is tried again with the next. */
    Flux<Long> keep(Lease lease) {
        return lease == Lease.NONE
                ? Flux.never()
                : Flux.interval(length.dividedBy(3)).onBackpressureDrop().concatMap(tick -> run(
                                renew, lease, String.valueOf(length.toMillis()))
                        .onErrorResume(e -> Mono.empty()));
    }

    Mono<Void> release(Lease lease) {
        return lease == Lease.NONE ? Mono.empty() : run(release, lease).then();
    }

    private Mono<Long> run(String script, Lease lease, String... more) {
        String[] values = new String[more.length + 1];
        values[0] = lease.holder();
        System.arraycopy(more, 0, values, 1, more.length);
        return redis.commands()
                .flatMap(c -> c.<Long>eval(script, ScriptOutputType.INTEGER, new String[] {lease.key()}, values)
                        .next());
    }

    private static String script(String name) {
        try (InputStream in = CallLeases.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
