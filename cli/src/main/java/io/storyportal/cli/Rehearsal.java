package io.storyportal.cli;

import com.sun.net.httpserver.HttpServer;
import io.storyportal.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The run that the command line's AOT cache is made from: the commonest commands against a door that is played here, so
 * that their classes are loaded and linked. It has no other use and no user.
 */
final class Rehearsal {

    private static final String REPORT = """
            {"goal_id":"g","plan_id":"p","status":"completed","duration_ms":1,"cost":"0","tasks":
            [{"id":"t","name":"t","tool":"x","status":"completed","duration_ms":1,"attempts":1}],"documents":
            [{"id":"d","title":"t","content_type":"text/markdown","content":"c"}]}
            """.replace("\n", "");

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        var door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(door, "/api/v1/goals", 202, "application/json", "{\"goal_id\":\"g\",\"status\":\"accepted\"}");
        answer(door, "/api/v1/goals/g/progress", 200, "text/event-stream", "event: done\ndata: " + REPORT + "\n\n");
        answer(door, "/api/v1/goals/g/report", 200, "application/json", REPORT);
        answer(door, "/api/v1/agents", 200, "application/json", "{\"items\":[{\"id\":\"a\"}]}");
        answer(door, "/api/v1/plans", 404, "application/problem+json", "{\"title\":\"t\",\"code\":\"E1\"}");
        door.start();
        var home = Files.createTempDirectory("portal-rehearsal");
        var file = Files.writeString(home.resolve("a.csv"), "a\n1\n");
        try {
            var url = "http://127.0.0.1:" + door.getAddress().getPort();
            run(home, "goal", "Profile it", "--file", file.toString(), "--wait", "--url", url);
            run(home, "goal", "Profile it", "--file", file.toString(), "--wait", "--json", "--url", url);
            run(home, "agents", "--url", url);
            run(home, "plans", "--url", url);
            run(home, "status");
            run(home, "--help");
        } finally {
            door.stop(0);
            Files.delete(file);
            Files.delete(home);
        }
    }

    private static void run(Path home, String... arguments) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var environment = new HashMap<>(Map.of("PORTAL_HOME", home.toString()));
        new Portal(environment, new Terminal(nowhere, nowhere, true, true))
                .commandLine()
                .execute(arguments);
    }

    private static void answer(HttpServer door, String path, int status, String contentType, String body) {
        door.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
