package io.storyportal.qa.stories.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a real Redis and passes everything on, except for what the trouble of the moment does to it. */
final class TroubledRedis implements AutoCloseable {

    enum Trouble {
        NONE,
        /** Nobody listens. */
        GONE,
        /** Connections are taken and nothing is ever answered. */
        SILENT,
        /** Every answer comes after two seconds, when nobody waits for it any more. */
        SLOW,
        /** Answers are bytes of some other kind. */
        GARBAGE
    }

    private static final byte[] NONSENSE =
            "HTTP/1.1 400 Bad Request\r\n\r\n\0\u0001*-7\r\n$99999999999\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger harmed = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Trouble trouble = Trouble.NONE;
    private ServerSocket server;

    TroubledRedis(int target) {
        this.target = target;
        server = listen(0);
        port = server.getLocalPort();
    }

    int port() {
        return port;
    }

    /** How many answers and connections suffered from the troubles so far. */
    int harmed() {
        return harmed.get();
    }

    synchronized void trouble(Trouble next) {
        var before = trouble;
        trouble = next;
        if (next == Trouble.GONE) {
            close(server);
            open.forEach(TroubledRedis::close);
            harmed.incrementAndGet();
        } else if (before == Trouble.GONE) {
            server = listen(port);
        } else if (next == Trouble.NONE && before == Trouble.SILENT) {
            open.forEach(TroubledRedis::close);
        }
    }

    private ServerSocket listen(int wanted) {
        try {
            var listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            Thread.ofPlatform().daemon().start(() -> serve(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                var redis = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                Thread.ofPlatform().daemon().start(() -> pass(client, redis, false));
                Thread.ofPlatform().daemon().start(() -> pass(redis, client, true));
            } catch (IOException ended) {
                // The next one, if there is to be one.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        var bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (answers) {
                    answer(bytes, read, out);
                } else {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException ended) {
            // So does the other half.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void answer(byte[] bytes, int length, OutputStream out) throws IOException, InterruptedException {
        var now = trouble;
        if (now != Trouble.NONE) {
            harmed.incrementAndGet();
        }
        switch (now) {
            case NONE -> out.write(bytes, 0, length);
            case GONE, SILENT -> {}
            case SLOW -> {
                closed.await(2, TimeUnit.SECONDS);
                out.write(bytes, 0, length);
            }
            case GARBAGE -> out.write(NONSENSE);
        }
    }

    private static void close(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception gone) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() {
        closed.countDown();
        close(server);
        open.forEach(TroubledRedis::close);
    }
}
