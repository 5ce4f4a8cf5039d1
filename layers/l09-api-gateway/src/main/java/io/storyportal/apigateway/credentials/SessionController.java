package io.storyportal.apigateway.credentials;

import io.storyportal.apigateway.ApiGatewayProblem;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Logs a browser in with an API key, says who is logged in, and logs out. */
@RestController
@RequestMapping(OutsideAuthenticator.LOGIN_PATH)
final class SessionController {

    record Login(@NotBlank @Size(max = 200) String apiKey) {}

    record Identity(UUID tenantId, String principal, Set<Role> roles) {

        static Identity of(Caller caller) {
            return new Identity(caller.tenant().value(), caller.principal(), caller.roles());
        }
    }

    private final OutsideAuthenticator authenticator;
    private final Sessions sessions;
    private final SessionCookie cookies;

    SessionController(OutsideAuthenticator authenticator, Sessions sessions, SessionCookie cookies) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** A page of another site may not log its visitor in here: an Origin, when there is one, must be this host. */
    @PostMapping
    Mono<ResponseEntity<Identity>> login(@Valid @RequestBody Login login, ServerHttpRequest request) {
        if (request.getHeaders().getOrigin() != null) {
            SameOrigin.require(request);
        }
        return authenticator
                .holderOf(login.apiKey(), OutsideAuthenticator.addressOf(request))
                .flatMap(holder -> sessions.open(login.apiKey()).map(cookie -> ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.SET_COOKIE, cookies.holding(cookie).toString())
                        .body(Identity.of(holder.caller()))));
    }

    @GetMapping
    Mono<Identity> who(Caller caller) {
        return Mono.just(Identity.of(caller));
    }

    @DeleteMapping
    Mono<ResponseEntity<Void>> logout(ServerHttpRequest request) {
        String cookie = SessionCookie.of(request);
        if (cookie == null) {
            return Mono.error(ApiGatewayProblem.NO_SESSION.exception("The request carries no session cookie"));
        }
        return sessions.close(cookie)
                .thenReturn(ResponseEntity.noContent()
                        .header(HttpHeaders.SET_COOKIE, cookies.gone().toString())
                        .build());
    }
}
