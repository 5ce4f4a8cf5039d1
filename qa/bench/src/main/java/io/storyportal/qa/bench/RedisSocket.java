package io.storyportal.qa.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Redis without a library in between. */
record RedisSocket(Socket socket, RespReader answers) implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static RedisSocket to(URI redis) throws IOException {
        var socket = new Socket(redis.getHost(), redis.getPort());
        socket.setTcpNoDelay(true);
        var redisSocket = new RedisSocket(socket, new RespReader(new BufferedInputStream(socket.getInputStream())));
        redisSocket.patience(PATIENCE);
        redisSocket.send("AUTH", redis.getUserInfo().substring(1));
        redisSocket.answers.next();
        return redisSocket;
    }

    static RedisSocket subscribed(URI redis, String channel) throws IOException {
        var socket = to(redis);
        socket.send("SUBSCRIBE", channel);
        socket.answers.next();
        return socket;
    }

    /** How long to wait for an answer. */
    void patience(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
    }

    void send(String... words) throws IOException {
        var all = new ByteArrayOutputStream();
        all.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var word : words) {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            all.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(bytes);
            all.writeBytes(new byte[] {'\r', '\n'});
        }
        socket.getOutputStream().write(all.toByteArray());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
