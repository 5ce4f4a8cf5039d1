package io.storyportal.data.state;

import io.storyportal.data.resources.IfMatch;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for the state of agents, by session. */
@RestController
@RequestMapping("/api/state/{session_id}")
final class StateController {

    private final ResourceRoutes<AgentState> states;
    private final StateWrites writes;

    StateController(Resources resources, StateWrites writes) {
        this.states = resources.routes(AgentStates.TYPE);
        this.writes = writes;
    }

    @GetMapping
    Mono<ResponseEntity<AgentState>> getState(@PathVariable("session_id") UUID sessionId, Caller caller) {
        return states.get(sessionId, caller);
    }

    @PutMapping
    Mono<ResponseEntity<AgentState>> putState(
            @PathVariable("session_id") UUID sessionId,
            @Valid @RequestBody PutState body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        return Mono.defer(() -> writes.put(sessionId, body, IfMatch.parse(ifMatch), caller))
                .map(recorded -> states.answer(HttpStatus.OK, recorded));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> deleteState(
            @PathVariable("session_id") UUID sessionId,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        return states.delete(sessionId, ifMatch, caller);
    }
}
