package io.storyportal.data;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * L01's own configuration.
 *
 * @param readerConnections database connections for feed, publisher and key look-ups
 * @param archive folder that retention writes payloads to before it drops them; below PORTAL_HOME unless absolute
 * @param artifactLimit size of one uploaded file at most
 */
@Validated
@ConfigurationProperties(value = "l01", ignoreUnknownFields = false)
public record DataProperties(
        @DefaultValue("6") @Min(2) @Max(100) int readerConnections,
        @DefaultValue("archive") Path archive,
        @DefaultValue("2GB") DataSize artifactLimit) {}
