package io.storyportal.kit.web.caller;

import io.storyportal.kit.web.ids.TenantId;
import java.util.Set;

/** The caller of a layer's own background work within a tenant. */
public final class SystemCaller {

    private SystemCaller() {}

    public static Caller of(TenantId tenant, String layer) {
        return new Caller(tenant, "system:" + layer, Set.of(Role.ADMIN), null);
    }
}
