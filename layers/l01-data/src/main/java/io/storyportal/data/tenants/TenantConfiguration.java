package io.storyportal.data.tenants;

import io.storyportal.data.database.Database;
import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.Resources;
import io.storyportal.data.resources.Submissions;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.identity.KeyFolder;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

    @Bean
    TenantDirectory tenantDirectory(Resources resources, Database database, JsonMapper json, Clock clock) {
        return new TenantDirectory(resources, new TenantIds(database, clock), database, json);
    }

    /** The secret comes of the layer's own private key: who has that may speak for the layer anyway. */
    @Bean
    ApiKeySecrets apiKeySecrets(KeyFolder keys, PortalProperties portal) {
        return new ApiKeySecrets(() -> keys.privateKey(portal.layer()).getDecodedD());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> loadApiKeySecretAtStart(ApiKeySecrets secrets) {
        return ready -> secrets.load();
    }

    @Bean
    ApiKeyIssuer apiKeyIssuer(
            Commands commands, Submissions submissions, ApiKeySecrets secrets, Database database, Clock clock) {
        return new ApiKeyIssuer(commands, submissions, secrets, database, clock);
    }

    @Bean
    ApiKeyResolver apiKeyResolver(Database database, Clock clock) {
        return new ApiKeyResolver(database, clock);
    }
}
