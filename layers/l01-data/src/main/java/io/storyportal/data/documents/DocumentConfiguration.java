package io.storyportal.data.documents;

import io.storyportal.data.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

    @Bean
    DocumentSearch documentSearch(Database database, JsonMapper json) {
        return new DocumentSearch(database, json);
    }
}
