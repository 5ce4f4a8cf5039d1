package io.storyportal.tools.invocation;

import io.storyportal.kit.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
            Caller caller) {
        return invocations.invoke(idOrName, request, caller);
    }
}
