package io.storyportal.ui.live;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.ui.UiProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Turns an authenticated request into a WebSocket; the caller found here is the one the stream reads as. */
@RestController
final class EventSocketController {

    private final WebSocketService sockets;
    private final EventSocket events;

    EventSocketController(WebSocketService sockets, EventSocket events) {
        this.sockets = sockets;
        this.events = events;
    }

    @GetMapping("/ws/events")
    Mono<Void> connect(ServerWebExchange exchange, Caller caller) {
        if (!"websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getFirst(HttpHeaders.UPGRADE))) {
            return Mono.error(UiProblem.UPGRADE_REQUIRED.exception("The request carries no 'Upgrade: websocket'"));
        }
        return sockets.handleRequest(exchange, session -> events.serve(session, caller));
    }
}
