package io.storyportal.data.exports;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.DataProperties;
import io.storyportal.data.artifacts.ArtifactRemovals;
import io.storyportal.data.artifacts.ArtifactUploads;
import io.storyportal.data.database.Database;
import io.storyportal.data.resources.KeptAnswers;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.data.watching.WatchedNumber;
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
    ExportQueue exportQueue(Database database, JsonMapper json) {
        return new ExportQueue(database, json, Ids.uuid7().toString());
    }

    @Bean
    ExportWorker exportWorker(Database database, ExportQueue queue, ExportFiles files) {
        return new ExportWorker(database, queue, files);
    }

    @Bean
    ExportExpiry exportExpiry(Database database, ArtifactRemovals artifacts, DataProperties properties) {
        return new ExportExpiry(database, artifacts, properties.exportsKept());
    }

    @Bean
    ExportForgetting exportForgetting(Database database) {
        return new ExportForgetting(database);
    }

    @Bean
    WatchedNumber exportsUnfinished(Database database, ExportQueue queue, MeterRegistry metrics) {
        return new WatchedNumber(
                "l01.exports.unfinished",
                "Exports pending or running, counted up to " + ExportQueue.COUNTED,
                database,
                queue.unfinished(),
                metrics);
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
