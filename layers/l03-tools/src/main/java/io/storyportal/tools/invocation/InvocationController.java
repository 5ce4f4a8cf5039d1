package io.storyportal.tools.invocation;

import io.storyportal.kit.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for calling tools. */
@RestController
final class InvocationController {
    private final Invocations invocations;

    InvocationController(Invocations invocations) {
        this.invocations = invocations;
    }

    @PostMapping("/tools/{id_or_name}/invoke")
    Mono<InvokeResponse> invokeTool(
            @PathVariable("id_or_name") @Size(max = 100) String idOrName,
            @Valid @RequestBody InvokeRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        InvokeRequest named = request.callKey() != null || idempotencyKey == null
                ? request
                : request.named("request/" + Fingerprint.of(caller.principal(), idOrName, idempotencyKey));
        return invocations.invoke(idOrName, named, caller);
    }
}
