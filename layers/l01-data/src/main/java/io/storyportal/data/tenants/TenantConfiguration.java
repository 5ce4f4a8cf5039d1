package io.storyportal.data.tenants;

import io.storyportal.data.database.Database;
import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.Resources;
import io.storyportal.data.resources.Submissions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

    @Bean
    TenantDirectory tenantDirectory(Resources resources, Database database, JsonMapper json) {
        return new TenantDirectory(resources, database, json);
    }

    @Bean
    ApiKeyIssuer apiKeyIssuer(Commands commands, Submissions submissions, Clock clock) {
        return new ApiKeyIssuer(commands, submissions, clock);
    }

    @Bean
    ApiKeyResolver apiKeyResolver(Database database, Clock clock) {
        return new ApiKeyResolver(database, clock);
    }
}
