package io.storyportal.data.artifacts;

import io.storyportal.data.DataProperties;
import io.storyportal.data.database.Database;
import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.Resources;
import io.storyportal.data.resources.Submissions;
import io.storyportal.kit.web.config.PortalProperties;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ArtifactConfiguration.class);

    @Bean
    ArtifactFiles artifactFiles(PortalProperties portal, DataProperties properties) {
        return new ArtifactFiles(
                portal.home().resolve("artifacts"), properties.artifactLimit().toBytes());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> discardAbandonedUploads(ArtifactFiles files, Clock clock) {
        return ready -> files.discardAbandoned(clock.instant())
                .subscribe(done -> {}, failure -> log.warn("Old uploads stay: {}", failure.getMessage()));
    }

    @Bean
    ArtifactUploads artifactUploads(
            ArtifactFiles files, Commands commands, Submissions submissions, Database database, Resources resources) {
        return new ArtifactUploads(files, commands, submissions, database, resources);
    }

    @Bean
    ArtifactDownloads artifactDownloads(Resources resources, ArtifactFiles files) {
        return new ArtifactDownloads(resources, files);
    }

    @Bean
    ArtifactRemovals artifactRemovals(Resources resources, ArtifactFiles files) {
        return new ArtifactRemovals(resources, files);
    }
}
