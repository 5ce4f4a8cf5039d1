package io.storyportal.kit.web.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.caller.AuthenticationFilter;
import io.storyportal.kit.web.caller.Authenticator;
import io.storyportal.kit.web.caller.CallerArgumentResolver;
import io.storyportal.kit.web.caller.InternalAuthenticator;
import io.storyportal.kit.web.health.Drain;
import io.storyportal.kit.web.health.HealthController;
import io.storyportal.kit.web.health.ReadinessCheck;
import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.TokenSigner;
import io.storyportal.kit.web.identity.TokenVerifier;
import io.storyportal.kit.web.problem.ProblemHandler;
import io.storyportal.kit.web.problem.UnreadableTarget;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** What every layer gets by depending on kit-web. A layer replaces a part by declaring a bean of its type. */
@AutoConfiguration(beforeName = "org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration")
@EnableConfigurationProperties(PortalProperties.class)
public class KitWebAutoConfiguration {

    /** A field without a value is left out of our own objects; a null inside free-form JSON is somebody's value and stays. */
    @Bean
    JsonMapperBuilderCustomizer nullsInFreeFormJsonStay() {
        return builder ->
                builder.changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL)
                        .withContentInclusion(JsonInclude.Include.ALWAYS));
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(json);
    }

    @Bean
    UnreadableTarget unreadableTarget(JsonMapper json) {
        return new UnreadableTarget(json);
    }

    @Bean
    KeyFolder keyFolder(PortalProperties properties) {
        return new KeyFolder(properties.keysDir());
    }

    @Bean
    TokenSigner tokenSigner(PortalProperties properties, KeyFolder keys, Clock clock) {
        return new TokenSigner(properties.layer(), keys, clock);
    }

    @Bean
    TokenVerifier tokenVerifier(PortalProperties properties, KeyFolder keys, Clock clock) {
        return new TokenVerifier(properties.layer(), properties.callers(), keys, clock);
    }

    /** A layer without its key fails here, at the start, and says what is missing. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> loadKeyAtStart(TokenSigner signer) {
        return ready -> signer.load();
    }

    @Bean
    @ConditionalOnMissingBean
    Authenticator authenticator(PortalProperties properties, TokenVerifier verifier) {
        return new InternalAuthenticator(properties, verifier);
    }

    @Bean
    AuthenticationFilter authenticationFilter(Authenticator authenticator, PortalProperties properties) {
        return new AuthenticationFilter(authenticator, properties.openPaths());
    }

    @Bean
    WebFluxConfigurer callerArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerArgumentResolver());
            }
        };
    }

    @Bean
    Drain drain() {
        return new Drain();
    }

    @Bean
    HealthController healthController(ObjectProvider<ReadinessCheck> checks, Drain drain) {
        return new HealthController(List.copyOf(checks.orderedStream().toList()), drain);
    }

    @Bean
    Bridges bridges(PortalProperties properties, TokenSigner signer, WebClient.Builder builder, JsonMapper json) {
        return new Bridges(properties, signer, builder, json);
    }
}
