package io.storyportal.data.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.data.Scrape;
import io.storyportal.kit.testing.Tokens;
import io.storyportal.kit.web.ids.Ids;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A reader of the stream that opens a socket and does not read from it. */
@TestPropertySource(properties = "l01.events.reader-patience=1s")
class SlowReaderTest extends Scene {

    private static final int EVENTS = 60;
    private static final Duration WAIT = Duration.ofSeconds(30);

    private double readers() {
        return Scrape.of(port()).value("l01_stream_readers");
    }

    private Socket open(Api api) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout((int) WAIT.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", port()));
        // HTTP/1.0, so that the connection ends with the answer.
        String request = "GET /api/events/stream?after=0 HTTP/1.0\r\nAccept: text/event-stream\r\n"
                + "Authorization: Bearer " + Tokens.of("l05", "l01", api.tenant()) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void fill(Api api) {
        for (int i = 0; i < EVENTS; i++) {
            api.create(
                    "/api/events",
                    Map.of(
                            "event_type",
                            "custom.weighed",
                            "aggregate_id",
                            Ids.uuid7(),
                            "payload",
                            Map.of("text", "x".repeat(500_000))));
        }
    }

    private static List<Long> ids(String text) {
        return Pattern.compile("(?m)^id:(\\d+)$")
                .matcher(text)
                .results()
                .map((MatchResult found) -> Long.valueOf(found.group(1)))
                .toList();
    }

    @Test
    void isCutOffWithALastEventThatSaysWhyAndWhereToResume() throws IOException {
        Api api = newTenant();
        fill(api);
        String text;
        try (Socket socket = open(api)) {
            await().atMost(WAIT).until(() -> readers() == 1);
            await().atMost(WAIT).until(() -> readers() == 0);
            text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\\r\\n[0-9a-f]+\\r\\n", "");
        }
        List<Long> seen = ids(text);
        long last = seen.getLast();
        assertThat(last).isLessThan(EVENTS);
        assertThat(seen.subList(0, seen.size() - 1)).last().isEqualTo(last);
        assertThat(text.substring(text.lastIndexOf("id:")))
                .startsWith("id:" + last + "\nevent:end\ndata:{")
                .contains("\"reason\":\"slow_reader\"")
                .contains("\"resume_after\":" + last);
    }
}
