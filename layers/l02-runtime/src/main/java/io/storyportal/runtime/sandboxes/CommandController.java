package io.storyportal.runtime.sandboxes;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Commands in sandboxes over HTTP. */
@RestController
class CommandController {

    private final Commands commands;

    CommandController(Commands commands) {
        this.commands = commands;
    }

    /** Closing the stream kills the command and all it started. */
    @PostMapping(path = "/sandboxes/{id}/exec", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<CommandFrame> execCommand(@PathVariable UUID id, @Valid @RequestBody ExecRequest request, Caller caller) {
        caller.require(Role.DEVELOPER);
        return commands.run(caller, id, request);
    }

    /** What this host can isolate and enforce, and what is missing. */
    @GetMapping("/backends")
    Mono<BackendList> listBackends() {
        return commands.backends();
    }
}
