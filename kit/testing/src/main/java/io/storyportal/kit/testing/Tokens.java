package io.storyportal.kit.testing;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.identity.TokenSigner;
import io.storyportal.kit.web.ids.TenantId;
import java.time.Clock;
import java.util.Set;

/** Signed tokens for tests, as another layer would send them. */
public final class Tokens {

    private Tokens() {}

    /** A token of {@code service} to call {@code layer} for an ADMIN of {@code tenant}. */
    public static String of(String service, String layer, TenantId tenant) {
        return of(service, layer, new Caller(tenant, "test", Set.of(Role.ADMIN), null));
    }

    public static String of(String service, String layer, Caller caller) {
        return of(service, layer, caller, Clock.systemUTC());
    }

    public static String of(String service, String layer, Caller caller, Clock clock) {
        return new TokenSigner(service, LayerTestInitializer.TestKeys.folder(), clock).tokenFor(layer, caller);
    }
}
