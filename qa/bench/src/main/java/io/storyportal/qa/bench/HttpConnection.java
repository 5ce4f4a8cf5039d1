package io.storyportal.qa.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept connection, as lean as can be: what the client costs is missing from what is measured. For answers that say their
 * length, as L01's do unless they stream.
 */
record HttpConnection(Socket socket, InputStream in) implements Closeable {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int BUFFER = 64 * 1024;
    private static final String LENGTH = "content-length:";

    static HttpConnection to(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new HttpConnection(socket, new BufferedInputStream(socket.getInputStream(), BUFFER));
    }

    /** The answer's body. Any answer that is not the expected one ends the measurement. */
    byte[] exchange(byte[] request, int expectedStatus) throws IOException {
        socket.getOutputStream().write(request);
        var status = line(in);
        var length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            }
        }
        var body = in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 " + expectedStatus)) {
            throw new IOException(status + " " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed in the middle of an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
