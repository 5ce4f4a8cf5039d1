package io.storyportal.data.metrics;

import io.storyportal.data.DataProperties;
import io.storyportal.data.database.Database;
import io.storyportal.data.resources.KeptAnswers;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    Metrics metrics(Database database, KeptAnswers answers, JsonMapper json, Clock clock) {
        return new Metrics(database, answers, json, clock);
    }

    @Bean
    MetricHousekeeping metricHousekeeping(Database database, DataProperties properties) {
        return new MetricHousekeeping(database, properties.metricsKept());
    }

    @Bean
    LabelFilter labelFilter(JsonMapper json) {
        return new LabelFilter(json);
    }
}
