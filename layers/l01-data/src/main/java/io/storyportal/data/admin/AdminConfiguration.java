package io.storyportal.data.admin;

import io.storyportal.data.database.Database;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.data.resources.RowProjections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AdminConfiguration {

    @Bean
    ProjectionRebuild projectionRebuild(
            ResourceTypes types, RowProjections projections, Database database, JsonMapper json) {
        return new ProjectionRebuild(types.all(), projections.all(), database, json);
    }
}
