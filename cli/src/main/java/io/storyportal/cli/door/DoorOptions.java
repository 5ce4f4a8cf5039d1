package io.storyportal.cli.door;

import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.RunningFleet;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the platform is and who we are to it. */
public final class DoorOptions {

    private static final String DEVELOPMENT_KEY = "dev_key_local_ONLY";
    private static final int DOOR_PORT = 8009;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    @Option(names = "--url", description = "The platform's address (PORTAL_URL; else the fleet started here).")
    private @Nullable String url;

    @Option(names = "--key", description = "API key (better: PORTAL_API_KEY, which no process list shows).")
    private @Nullable String key;

    public Door door(Portal portal) {
        var address = address(portal);
        return new Door(address, key(portal, address));
    }

    private URI address(Portal portal) {
        var text = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(portal.environment().get("PORTAL_URL")))
                .or(() -> RunningFleet.in(portal.home()).map(RunningFleet::door))
                .orElseGet(() -> "http://127.0.0.1:" + (DOOR_PORT + portal.portOffset()));
        try {
            return URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new FleetException("'" + text + "' is not an address", "Write it like http://localhost:8009", e);
        }
    }

    /** The development key is for this machine's fleet only: it is never sent elsewhere. */
    private String key(Portal portal, URI address) {
        return Optional.ofNullable(key)
                .or(() -> Optional.ofNullable(portal.environment().get("PORTAL_API_KEY")))
                .or(() -> THIS_MACHINE.contains(address.getHost()) ? Optional.of(DEVELOPMENT_KEY) : Optional.empty())
                .orElseThrow(
                        () -> new FleetException("No API key for " + address, "Set PORTAL_API_KEY, or give --key"));
    }
}
