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

    /** Safe on an event loop: the keys have been read. */
    public static String of(String service, String layer, Caller caller) {
        return LayerTestInitializer.TestKeys.signer(service).tokenFor(layer, caller);
    }

    public static String of(String service, String layer, Caller caller, Clock clock) {
        return new TokenSigner(service, LayerTestInitializer.TestKeys.folder(), clock).tokenFor(layer, caller);
    }
}
