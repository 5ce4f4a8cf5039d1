package io.storyportal.data.plans;

import io.storyportal.data.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

    @Bean
    PlanVersions planVersions(Database database, JsonMapper json) {
        return new PlanVersions(database, json);
    }
}
