package io.storyportal.qa.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Sends requests over kept connections, each waiting for its answer before the next, as lean as can be: what the client
 * costs is missing from what is measured. Any answer that is not the expected one ends the measurement.
 */
record HttpLoad(int port, int connections, int expectedStatus, Supplier<byte[]> request) {

    private static final int PATIENCE_MILLIS = 30_000;

    /** A POST of JSON as bytes on the wire. */
    static byte[] post(String path, String bearer, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, bearer, bytes.length)
                        .getBytes(StandardCharsets.US_ASCII);
        var all = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }

    /** Answers per second over the whole time. */
    double perSecond(Duration time) throws InterruptedException {
        var begun = System.nanoTime();
        var end = begun + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Long>>();
            for (var connection = 0; connection < connections; connection++) {
                running.add(threads.submit((Callable<Long>) () -> answersUntil(end)));
            }
            var sum = 0L;
            for (var each : running) {
                sum += each.get();
            }
            return sum * 1e9 / (System.nanoTime() - begun);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request was not answered as expected", e.getCause());
        }
    }

    private long answersUntil(long end) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            var count = 0L;
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request.get());
                expectAnswer(in);
                count++;
            }
            return count;
        }
    }

    private void expectAnswer(InputStream in) throws IOException {
        var status = line(in);
        var length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        var body = in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 " + expectedStatus)) {
            throw new UncheckedIOException(new IOException(status + " " + new String(body, StandardCharsets.UTF_8)));
        }
    }

    private static String line(InputStream in) throws IOException {
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
