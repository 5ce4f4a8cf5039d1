package io.storyportal.data.state;

import io.storyportal.data.database.Database;
import io.storyportal.data.resources.Submissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class StateConfiguration {

    @Bean
    StateWrites stateWrites(Database database, Submissions submissions, JsonMapper json) {
        return new StateWrites(database, submissions, json);
    }
}
