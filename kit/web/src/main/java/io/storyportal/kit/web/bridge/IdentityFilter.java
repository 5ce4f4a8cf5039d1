package io.storyportal.kit.web.bridge;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.identity.TokenSigner;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** Signs each attempt for the current caller; a call without a caller fails before it leaves. */
record IdentityFilter(String layer, TokenSigner signer) implements ExchangeFilterFunction {

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Caller.current()
                .map(caller -> ClientRequest.from(request)
                        .headers(headers -> headers.setBearerAuth(signer.tokenFor(layer, caller)))
                        .build())
                .flatMap(next::exchange);
    }
}
