package io.storyportal.kit.web.caller;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts the caller's tenant on every log line of the work done for it. */
public final class CallerLogFields implements ThreadLocalAccessor<Caller> {

    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    @Override
    public Object key() {
        return Caller.CONTEXT_KEY;
    }

    @Override
    public @Nullable Caller getValue() {
        return CURRENT.get();
    }

    @Override
    public void setValue(Caller caller) {
        CURRENT.set(caller);
        MDC.put("tenant_id", caller.tenant().toString());
    }

    @Override
    public void setValue() {
        CURRENT.remove();
        MDC.remove("tenant_id");
    }
}
