package io.storyportal.kit.web.caller;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Puts the caller's tenant on every log line of the work done for it. The thread's caller changes at almost every step of a
 * reactive chain and few steps log, so the text is made when a line is written.
 */
public final class CallerLogFields
        implements ThreadLocalAccessor<Caller>, StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

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
    }

    @Override
    public void setValue() {
        CURRENT.remove();
    }

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.add("tenant_id", event -> {
                    Caller caller = CURRENT.get();
                    return caller == null ? null : caller.tenant().toString();
                })
                .whenNotNull();
    }
}
