package io.storyportal.qa.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small web site on this machine. Pages that nobody put there are not found. */
final class Site implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();

    private interface Page {
        void answer(HttpExchange visit) throws IOException, InterruptedException;
    }

    Site() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + authority() + path;
    }

    void page(String path, String html) {
        pages.put(path, visit -> send(visit, 200, html));
    }

    /** The connection breaks off without an answer. */
    void broken(String path) {
        pages.put(path, HttpExchange::close);
    }

    void redirect(String path, String to) {
        pages.put(path, visit -> {
            visit.getResponseHeaders().set("Location", to);
            visit.sendResponseHeaders(302, -1);
        });
    }

    /** Whoever asks for the page waits until the latch is open. */
    void page(String path, String html, CountDownLatch open) {
        pages.put(path, visit -> {
            open.await();
            send(visit, 200, html);
        });
    }

    int visits(String path) {
        return visits.getOrDefault(path, new AtomicInteger()).get();
    }

    private void answer(HttpExchange visit) throws IOException {
        var path = visit.getRequestURI().getPath();
        visits.computeIfAbsent(path, first -> new AtomicInteger()).incrementAndGet();
        try (visit) {
            pages.getOrDefault(path, unknown -> send(unknown, 404, "<title>Not here</title>"))
                    .answer(visit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange visit, int status, String html) throws IOException {
        var body = html.getBytes(StandardCharsets.UTF_8);
        visit.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        var head = visit.getRequestMethod().equals("HEAD");
        visit.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            visit.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
