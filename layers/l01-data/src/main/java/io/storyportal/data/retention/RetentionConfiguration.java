package io.storyportal.data.retention;

import io.storyportal.data.DataProperties;
import io.storyportal.data.database.Database;
import io.storyportal.data.resources.PastFolds;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.kit.web.config.PortalProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    Retention retention(
            Database database,
            PastFolds folds,
            ResourceTypes types,
            PortalProperties portal,
            DataProperties properties,
            JsonMapper json,
            Clock clock) {
        return new Retention(
                database,
                new ArchiveFolder(portal.home().resolve(properties.archive())),
                new PayloadRemoval(database, folds, types),
                json,
                clock);
    }
}
