package io.storyportal.apigateway.proxy;

import io.storyportal.apigateway.credentials.Standing;
import io.storyportal.kit.web.health.Drain;
import java.util.List;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Closes WebSockets as "going away" when the door is stopping, which tells a page to connect again, and when the key that
 * opened them is revoked, so that it finds that out.
 */
record DrainingWebSockets(WebSocketService service, Drain drain) implements WebSocketService {

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
        return service.handleRequest(
                exchange, new Ending(handler, Mono.firstWithSignal(drain.signal(), Standing.endOf(exchange))));
    }

    private record Ending(WebSocketHandler handler, Mono<Void> end) implements WebSocketHandler {

        @Override
        public List<String> getSubProtocols() {
            return handler.getSubProtocols();
        }

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            // Cached, so that nothing cancels it: closing makes the handler end, and a close cancelled then is never
            // sent.
            Mono<Void> goingAway = end.then(
                    Mono.defer(() -> session.close(CloseStatus.GOING_AWAY).cache()));
            return Mono.firstWithSignal(handler.handle(session), goingAway);
        }
    }
}
