package io.storyportal.kit.data.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this layer's database is.
 *
 * @param url {@code postgres://user:password@host:port/database}
 * @param poolSize connections at most
 * @param role database role its sessions act as; empty for the connecting user
 */
@ConfigurationProperties(value = "portal-data.database", ignoreUnknownFields = false)
public record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("8") int poolSize,
        @DefaultValue("") String role) {}
