package io.storyportal.kit.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports. */
public final class Ports {

    /** Below the ports systems give to outgoing connections, one of which could take a free port before its server does. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** One that is free now. */
    public static int free() {
        return pick(0, "a server");
    }

    /** The wanted port, or for 0 one that is free now. */
    static int pick(int wanted, String server) {
        return wanted == 0 ? pickAny(server) : pickOne(wanted, server);
    }

    private static int pickAny(String server) {
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                return tryOut(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new ServerStartException("No free port for " + server + " between " + LOWEST + " and " + HIGHEST);
    }

    private static int pickOne(int wanted, String server) {
        try {
            return tryOut(wanted);
        } catch (IOException e) {
            throw new ServerStartException(
                    "Port " + wanted + " for " + server + " is taken: stop what listens there or choose another port",
                    e);
        }
    }

    private static int tryOut(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }
}
