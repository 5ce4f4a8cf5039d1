package io.storyportal.planning;

import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.planning.bridge.L01Bridge;
import io.storyportal.planning.bridge.L01Records;
import io.storyportal.planning.bridge.L02Bridge;
import io.storyportal.planning.bridge.L03Bridge;
import io.storyportal.planning.bridge.L04Bridge;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.execution.ExecutionSettings;
import io.storyportal.planning.plans.PlanAuthor;
import io.storyportal.planning.validation.PlanLimits;
import io.storyportal.planning.validation.PlanValidator;
import java.time.Clock;
import java.util.Base64;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the features share: the bridges, the signature, the rules. */
@Configuration(proxyBeanMethods = false)
class PlanningConfiguration {

    @Bean
    L01Bridge l01Bridge(Bridges bridges, JsonMapper json) {
        return new L01Bridge(bridges, new L01Records(json));
    }

    @Bean
    L02Bridge l02Bridge(Bridges bridges) {
        return new L02Bridge(bridges);
    }

    @Bean
    L03Bridge l03Bridge(Bridges bridges, JsonMapper json) {
        return new L03Bridge(bridges, json);
    }

    @Bean
    L04Bridge l04Bridge(Bridges bridges, JsonMapper json) {
        return new L04Bridge(bridges, json);
    }

    @Bean
    PlanSignature planSignature(PlanningProperties properties, PortalProperties portal) {
        SigningKeyFile file = new SigningKeyFile(portal.keysDir().resolve("l05.hmac"));
        return new PlanSignature(() -> properties.signingKey().isBlank()
                ? file.key()
                : Base64.getDecoder().decode(properties.signingKey()));
    }

    /** A layer that cannot sign fails at the start and not at the first goal. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> loadSigningKeyAtStart(PlanSignature signature) {
        return ready -> signature.key();
    }

    @Bean
    ExecutionSettings executionSettings(PlanningProperties properties) {
        return properties.execution().settings();
    }

    @Bean
    PlanValidator planValidator() {
        return new PlanValidator(PlanLimits.DEFAULT);
    }

    @Bean
    PlanAuthor planAuthor(PlanSignature signature, Clock clock) {
        return new PlanAuthor(signature, clock);
    }
}
