package io.storyportal.kit.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One login and PING over a plain socket: enough to know that Redis has loaded its data. */
final class RedisPing {

    private static final int TIMEOUT_MILLIS = 1000;
    private static final String LOGGED_IN_AND_READY = "+OK\r\n+PONG\r\n";

    private RedisPing() {}

    static boolean answers(int port, String password) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var request = "AUTH " + password + "\r\nPING\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readNBytes(LOGGED_IN_AND_READY.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(LOGGED_IN_AND_READY);
        } catch (IOException e) {
            return false;
        }
    }
}
