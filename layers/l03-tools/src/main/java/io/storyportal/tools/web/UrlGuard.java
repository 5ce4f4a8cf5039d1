package io.storyportal.tools.web;

import io.storyportal.tools.ToolsProblem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides what may be fetched. The check is made on the very addresses that are then connected to (see
 * {@link GuardedResolver}), so a name that changes its answer in between gains nothing.
 */
final class UrlGuard {
    private static final Set<Integer> LOW_PORTS = Set.of(80, 443);
    private static final int FIRST_HIGH_PORT = 1_024;
    private static final int LONGEST_URL = 4_096;

    private final Set<String> allowedHosts;

    /** @param allowedHosts hosts, or host:port, that may be private */
    UrlGuard(List<String> allowedHosts) {
        this.allowedHosts = Set.copyOf(
                allowedHosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList());
    }

    URI check(String url) {
        if (url.length() > LONGEST_URL) {
            throw refused("the address is longer than " + LONGEST_URL + " characters");
        }
        try {
            return check(new URI(url.strip()));
        } catch (URISyntaxException e) {
            throw refused("it is no valid address: " + e.getReason());
        }
    }

    URI check(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("only http and https are fetched, not '" + scheme + "'");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            throw refused(url.getHost() == null ? "it names no host" : "it holds credentials");
        }
        int port = url.getPort() != -1 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        boolean allowed = isAllowed(url.getHost(), port);
        if (!allowed && !LOW_PORTS.contains(port) && port < FIRST_HIGH_PORT) {
            throw refused("port " + port + " is not one of the web");
        }
        // The connection knows the host alone, so what an exception says of ports is settled here.
        if (!allowed && isExcepted(url.getHost())) {
            throw refused("'" + url.getHost() + "' may be fetched at other ports, not at " + port);
        }
        if (!allowed && isLiteral(url.getHost())) {
            resolve(url.getHost());
        }
        return url;
    }

    /** The public addresses of a host; a host with even one that is not public is refused. */
    List<InetAddress> resolve(String host) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            if (!isExcepted(host)) {
                for (InetAddress each : addresses) {
                    if (!AddressRules.isPublic(each)) {
                        throw refused("'" + host + "' leads to an address that is not public");
                    }
                }
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw ToolsProblem.FETCH_FAILED.exception("There is no host '" + host + "'");
        }
    }

    private boolean isAllowed(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return allowedHosts.contains(name) || allowedHosts.contains(name + ":" + port);
    }

    /** Allowed, be it at some ports only. */
    private boolean isExcepted(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return allowedHosts.stream().anyMatch(each -> each.equals(name) || each.startsWith(name + ":"));
    }

    /** Hosts that are addresses already never reach a resolver. */
    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+|0[xX][0-9a-fA-FxX.]*");
    }

    private static RuntimeException refused(String why) {
        return ToolsProblem.URL_REFUSED.exception("Not fetched: " + why);
    }
}
