package io.storyportal.kit.web.caller;

import io.storyportal.kit.web.problem.CommonProblem;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Lets a controller method take the {@link Caller} as an argument. */
public final class CallerArgumentResolver implements SyncHandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgumentValue(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        Object caller = exchange.getAttribute(AuthenticationFilter.ATTRIBUTE);
        if (caller == null) {
            throw CommonProblem.UNAUTHENTICATED.exception("This call carries no caller");
        }
        return caller;
    }
}
