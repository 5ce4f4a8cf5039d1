package io.storyportal.data.usage;

import io.storyportal.data.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UsageConfiguration {

    @Bean
    UsageStatistics usageStatistics(Database database) {
        return new UsageStatistics(database);
    }
}
