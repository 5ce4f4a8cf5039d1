package io.storyportal.data.evaluations;

import io.storyportal.data.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EvaluationConfiguration {

    @Bean
    EvaluationStatistics evaluationStatistics(Database database) {
        return new EvaluationStatistics(database);
    }
}
