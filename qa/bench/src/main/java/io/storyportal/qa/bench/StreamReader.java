package io.storyportal.qa.bench;

import io.storyportal.kit.web.caller.DevKey;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** One who follows L01's log over HTTP: either reads as fast as events come, or never reads at all. */
final class StreamReader implements Closeable {

    private static final String STREAM = "/api/events/stream";
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket;
    private final Arrivals arrivals;
    private final CountDownLatch reading = new CountDownLatch(1);

    private StreamReader(Socket socket, Arrivals arrivals) {
        this.socket = socket;
        this.arrivals = arrivals;
    }

    /** Follows what is recorded from now on. */
    static StreamReader start(int port, Arrivals.Run run, int events) throws IOException {
        var reader = new StreamReader(new Socket(InetAddress.getLoopbackAddress(), port), new Arrivals(run, events));
        reader.socket.getOutputStream().write(HttpLoad.get(STREAM, DevKey.VALUE));
        Thread.ofVirtual().name("stream-reader").start(reader::read);
        return reader;
    }

    /** Asks for everything from the beginning on and takes none of it. */
    static Closeable stalled(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(HttpLoad.get(STREAM + "?after=0", DevKey.VALUE));
        return socket;
    }

    private void read() {
        try (var in = new BufferedInputStream(socket.getInputStream())) {
            var header = HttpConnection.line(in);
            while (!header.isEmpty()) {
                header = HttpConnection.line(in);
            }
            var lines = new BufferedReader(new InputStreamReader(new ChunkedBody(in), StandardCharsets.US_ASCII));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    arrivals.read(line.getBytes(StandardCharsets.US_ASCII));
                    reading.countDown();
                }
            }
        } catch (IOException e) {
            // Closed, here or there: what has not arrived is missed by the one who waits for it.
        }
    }

    /** Whether any event has come. */
    boolean reads() {
        return reading.getCount() == 0;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
