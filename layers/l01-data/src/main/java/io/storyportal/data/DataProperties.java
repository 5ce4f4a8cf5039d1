package io.storyportal.data;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
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
 * @param metricsKept how long measurements stay, two days at least
 * @param exportsKept how long the file of an export stays after its end, an hour at least
 * @param events how events reach those who listen
 * @param meaning how memories and documents are found by their meaning
 */
@Validated
@ConfigurationProperties(value = "l01", ignoreUnknownFields = false)
public record DataProperties(
        @DefaultValue("6") @Min(2) @Max(100) int readerConnections,
        @DefaultValue("archive") Path archive,
        @DefaultValue("2GB") DataSize artifactLimit,
        @DefaultValue("90d") @DurationMin(days = 2) Duration metricsKept,
        @DefaultValue("7d") @DurationMin(hours = 1) Duration exportsKept,
        @DefaultValue @Valid Events events,
        @DefaultValue @Valid Meaning meaning) {

    /**
     * @param transport what carries published events
     * @param readerPatience how long a stream's reader may take nothing while events wait for it
     */
    public record Events(
            @DefaultValue("redis") Transport transport,
            @DefaultValue("30s") Duration readerPatience,
            @DefaultValue Kafka kafka) {

        public Events {
            if (transport == Transport.KAFKA && kafka.bootstrapServers().isBlank()) {
                throw new IllegalArgumentException(
                        "l01.events.transport=kafka needs l01.events.kafka.bootstrap-servers, as in host:9092,host:9092");
            }
        }
    }

    /**
     * @param exactUpTo how many vectors a search compares exactly before it asks for an index, which needs pgvector
     * @param atOnce searches of this instance at a time
     * @param atOncePerTenant searches of one tenant at a time, on this instance
     * @param patience how long a search waits for others before it is refused
     */
    public record Meaning(
            @DefaultValue("50000") @Min(1) int exactUpTo,
            @DefaultValue("4") @Min(1) @Max(100) int atOnce,
            @DefaultValue("2") @Min(1) @Max(100) int atOncePerTenant,
            @DefaultValue("2s") Duration patience) {}

    public enum Transport {
        REDIS,
        KAFKA
    }

    /**
     * @param bootstrapServers some of the brokers, as {@code host:port,host:port}
     * @param topic of all events
     * @param properties further ones of Kafka's producer, such as {@code security.protocol}
     */
    public record Kafka(
            @DefaultValue("") String bootstrapServers,
            @DefaultValue("l01.events") String topic,
            @DefaultValue Map<String, String> properties) {}
}
