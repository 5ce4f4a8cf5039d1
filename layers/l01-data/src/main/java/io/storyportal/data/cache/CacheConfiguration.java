package io.storyportal.data.cache;

import io.storyportal.data.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    @Bean
    CacheEntries cacheEntries(Database database, JsonMapper json) {
        return new CacheEntries(database, json);
    }

    @Bean
    CacheHousekeeping cacheHousekeeping(Database database) {
        return new CacheHousekeeping(database);
    }
}
