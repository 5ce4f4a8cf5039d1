package io.storyportal.kit.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports. */
final class Ports {

    private Ports() {}

    /** The wanted port, or for 0 one that is free now. */
    static int pick(int wanted, String server) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ServerStartException(
                    "Port " + wanted + " for " + server + " is taken: stop what listens there or choose another port",
                    e);
        }
    }
}
