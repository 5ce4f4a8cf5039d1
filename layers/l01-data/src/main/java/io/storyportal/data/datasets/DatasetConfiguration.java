package io.storyportal.data.datasets;

import io.storyportal.data.database.Database;
import io.storyportal.data.journal.Projection;
import io.storyportal.data.resources.Submissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

    @Bean
    Projection exampleProjection(JsonMapper json) {
        return new ExampleProjection(json);
    }

    @Bean
    ExampleWrites exampleWrites(Submissions submissions, JsonMapper json) {
        return new ExampleWrites(submissions, json);
    }

    @Bean
    ExampleReads exampleReads(Database database, JsonMapper json) {
        return new ExampleReads(database, json);
    }
}
