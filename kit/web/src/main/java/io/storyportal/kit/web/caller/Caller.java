package io.storyportal.kit.web.caller;

import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * For whom a request is made. {@code service} is the layer that called on the principal's behalf, null when the
 * principal called directly. Travels in the Reactor context, from the authentication filter to the last bridge.
 */
public record Caller(
        TenantId tenant,
        String principal,
        Set<Role> roles,
        @Nullable String service) {

    static final String CONTEXT_KEY = "portal.caller";

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The caller of the current request; without one the request was never authenticated, which is a 401. */
    public static Mono<Caller> current() {
        return Mono.deferContextual(context -> context.hasKey(CONTEXT_KEY)
                ? Mono.just(context.<Caller>get(CONTEXT_KEY))
                : Mono.error(CommonProblem.UNAUTHENTICATED.exception("This call carries no caller")));
    }

    public boolean may(Role role) {
        return role.isIncludedIn(roles);
    }

    /** Refuses with a 403 problem unless the caller has the role. */
    public void require(Role role) {
        if (!may(role)) {
            throw CommonProblem.FORBIDDEN.exception("This needs the role " + role);
        }
    }

    /** For {@code Mono.contextWrite}: work done below is done for this caller. */
    public Context write(Context context) {
        return context.put(CONTEXT_KEY, this);
    }
}
