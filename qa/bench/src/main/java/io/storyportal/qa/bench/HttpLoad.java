package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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

    /** A GET as bytes on the wire. */
    static byte[] get(String path, String bearer) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, bearer)
                .getBytes(StandardCharsets.US_ASCII);
    }

    Answered run(Duration time) throws InterruptedException {
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
            return new Answered(sum, (System.nanoTime() - begun) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request was not answered as expected", e.getCause());
        }
    }

    private long answersUntil(long end) throws IOException {
        try (var connection = HttpConnection.to(port)) {
            var count = 0L;
            while (System.nanoTime() < end) {
                connection.exchange(request.get(), expectedStatus);
                count++;
            }
            return count;
        }
    }
}
