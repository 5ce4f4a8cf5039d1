package io.storyportal.kit.web.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every layer is told.
 *
 * @param layer this layer's id, e.g. "l05"
 * @param profile {@code dev} accepts the dev key; {@code production} does not
 * @param home folder of local data: workspaces, artifacts
 * @param keysDir folder with this layer's private key and every layer's public key
 * @param callers ids of the services that may call this layer
 * @param openPaths path patterns that need no authentication
 * @param urls base URL of each layer, by id
 * @param callTimeout limit of one call to another layer, unless the bridge sets its own
 */
@ConfigurationProperties(value = "portal", ignoreUnknownFields = false)
public record PortalProperties(
        String layer,
        @DefaultValue("production") Profile profile,
        @DefaultValue(".portal") Path home,
        @DefaultValue(".portal/keys") Path keysDir,
        @DefaultValue List<String> callers,
        @DefaultValue("/health/**") List<String> openPaths,
        @DefaultValue Map<String, URI> urls,
        @DefaultValue("5s") Duration callTimeout) {

    public enum Profile {
        DEV,
        PRODUCTION
    }

    /** The layer's base URL; where none is configured, its own port on this machine. */
    public URI urlOf(String layer) {
        URI url = urls.get(layer);
        return url != null
                ? url
                : URI.create("http://127.0.0.1:" + (8000 + Layer.of(layer).number()));
    }
}
