package io.storyportal.kit.testing.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.caller.DevKey;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A controller that blocks its event loop is found by the extension that watches every suite, this one too. */
@LayerTest
@Tag("kit")
class NothingBlocksTest {

    /** As JUnit calls it after each test of any suite. */
    private static final AfterEachCallback WATCH = new NothingBlocks();

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"/sleeping", "/waiting", "/reading", "/streaming"})
    void aControllerThatBlocksFailsItsTestAndIsNamed(String path) {
        get(path);

        assertThatExceptionOfType(BlockingCall.class)
                .isThrownBy(() -> WATCH.afterEach(null))
                .withMessageContaining("webflux-http")
                .withMessageContaining(BlockingLayer.Blocking.class.getName());
    }

    @Test
    void aControllerThatBlocksElsewhereIsFine() {
        get("/elsewhere");

        assertThat(BlockingCalls.take()).isEqualTo(List.of());
    }

    @Test
    void aControllerThatTakesItsTurnIsFine() throws InterruptedException {
        BlockingLayer.TURN.lock();
        Thread caller = Thread.ofVirtual().start(() -> get("/taking-turns"));
        while (!BlockingLayer.TURN.hasQueuedThreads() && caller.isAlive()) {
            Thread.onSpinWait();
        }
        BlockingLayer.TURN.unlock();
        caller.join();

        assertThat(BlockingCalls.take()).isEqualTo(List.of());
    }

    private void get(String path) {
        WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(DevKey.VALUE))
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @SpringBootApplication
    static class BlockingLayer {

        static final ReentrantLock TURN = new ReentrantLock();

        @RestController
        static class Blocking {

            private static final Path FILE = Path.of("pom.xml");

            @GetMapping("/sleeping")
            Mono<String> sleep() throws InterruptedException {
                Thread.sleep(1);
                return Mono.just("slept");
            }

            @GetMapping("/waiting")
            Mono<String> waitForAnother() {
                return Mono.just(CompletableFuture.supplyAsync(
                                () -> "came", CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
                        .join());
            }

            @GetMapping("/reading")
            Mono<String> read() {
                return Mono.just(length() + " characters");
            }

            @GetMapping("/streaming")
            Mono<String> stream() throws IOException {
                try (var file = new FileInputStream(FILE.toFile())) {
                    return Mono.just(file.readAllBytes().length + " bytes");
                }
            }

            @GetMapping("/elsewhere")
            Mono<String> readElsewhere() {
                return Mono.fromCallable(() -> length() + " characters").subscribeOn(Schedulers.boundedElastic());
            }

            @GetMapping("/taking-turns")
            Mono<String> takeTurns() {
                TURN.lock();
                TURN.unlock();
                return Mono.just("taken");
            }

            private static int length() {
                try {
                    return Files.readString(FILE).length();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
