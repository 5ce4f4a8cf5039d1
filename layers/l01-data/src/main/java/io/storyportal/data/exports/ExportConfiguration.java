package io.storyportal.data.exports;

import io.storyportal.data.artifacts.ArtifactUploads;
import io.storyportal.data.database.Database;
import io.storyportal.data.resources.KeptAnswers;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.kit.web.ids.Ids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    ExportableResources exportableResources(ResourceTypes types) {
        return new ExportableResources(types);
    }

    @Bean
    ExportFiles exportFiles(
            Database database, ExportableResources resources, ArtifactUploads uploads, JsonMapper json) {
        return new ExportFiles(database, resources, uploads, json);
    }

    @Bean
    ExportWorker exportWorker(Database database, ExportFiles files, JsonMapper json) {
        return new ExportWorker(
                database, new ExportQueue(database, json, Ids.uuid7().toString()), files);
    }

    @Bean
    ExportRequests exportRequests(
            Database database,
            ExportableResources resources,
            KeptAnswers answers,
            JsonMapper json,
            ExportWorker worker) {
        return new ExportRequests(database, resources, answers, json, worker::wake);
    }
}
