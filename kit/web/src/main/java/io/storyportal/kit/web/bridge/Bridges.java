package io.storyportal.kit.web.bridge;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.identity.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the clients that bridges are built on. Every call carries a token for the current caller, a traceparent, a
 * timeout, a bounded retry where a retry is safe, and a circuit breaker per called layer.
 */
public final class Bridges {

    private static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;

    private static final ConversionService PARAMETERS = parameters();

    private final PortalProperties properties;
    private final TokenSigner signer;
    private final WebClient.Builder builder;
    private final JsonMapper tolerant;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    public Bridges(PortalProperties properties, TokenSigner signer, WebClient.Builder builder, JsonMapper json) {
        this.properties = properties;
        this.signer = signer;
        this.builder = builder;
        this.tolerant = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** A client of {@code layer} for a generated HTTP interface, with the default timeout per attempt. */
    public <T> T client(String layer, Class<T> api) {
        return client(layer, api, properties.callTimeout());
    }

    /** The same with another timeout, for calls that do long work. */
    public <T> T client(String layer, Class<T> api, Duration timeout) {
        WebClient client = builder(layer)
                .filter(new RetryFilter())
                .filter(new BreakerFilter(breaker(layer), layer, timeout))
                .filter(new IdentityFilter(layer, signer))
                .build();
        return HttpServiceProxyFactory.builderFor(WebClientAdapter.create(client))
                .conversionService(PARAMETERS)
                .build()
                .createClient(api);
    }

    /** For streams (files, server-sent events): no retry, and the timeout covers only the wait for the answer's head. */
    public WebClient webClient(String layer) {
        return builder(layer)
                .filter(new BreakerFilter(
                        breaker(layer), layer, properties.callTimeout().multipliedBy(6)))
                .filter(new IdentityFilter(layer, signer))
                .build();
    }

    /** Instants go into a query as ISO 8601 says; the pattern the generated interfaces carry wants a time zone. */
    private static ConversionService parameters() {
        DefaultFormattingConversionService service = new DefaultFormattingConversionService(false);
        service.addConverter(Instant.class, String.class, Instant::toString);
        return service;
    }

    private WebClient.Builder builder(String layer) {
        return builder.clone().baseUrl(properties.urlOf(layer).toString()).codecs(codecs -> {
            codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER_BYTES);
            codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(tolerant));
        });
    }

    /** Opens after half of at least ten calls failed, tries again after a second: a restarted layer is back in few. */
    private CircuitBreaker breaker(String layer) {
        return breakers.computeIfAbsent(
                layer,
                name -> CircuitBreaker.of(
                        name,
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(20)
                                .minimumNumberOfCalls(10)
                                .failureRateThreshold(50)
                                .waitDurationInOpenState(Duration.ofSeconds(1))
                                .permittedNumberOfCallsInHalfOpenState(3)
                                .recordException(BreakerFilter::isLayersFault)
                                .build()));
    }
}
