package io.storyportal.cli.launch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A layer of nothing but its health page. On SIGTERM it notes its end in {@code <PORTAL_HOME>/ends}. */
final class FakeLayer {

    public static void main(String[] arguments) throws IOException {
        var port = Integer.parseInt(System.getenv("PORT"));
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note("end " + port)));
        server.start();
        System.out.println("layer on " + port + " knows " + System.getenv("PORTAL_URLS_L02"));
    }

    private static void note(String line) {
        try {
            var file = Path.of(System.getenv("PORTAL_HOME"), "ends");
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
