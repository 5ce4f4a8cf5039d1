package io.storyportal.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.cli.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("cli")
class KeeperTest {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Board board = new Board();
    private final BlockingQueue<FakeRun> runs = new LinkedBlockingQueue<>();
    private final List<String> notes = new ArrayList<>();
    private volatile boolean ready = true;
    private final Backoff noPause = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

    @Test
    void startsAgainWhateverEnds() throws Exception {
        var keeper = keeper("l01", List.of("postgres"), noPause);
        keeper.start();
        next().end(1);
        next().end(137);
        var third = next();
        assertThat(keeper.stop(MOMENT)).isTrue();
        assertThat(third.exited()).isCompleted();
        assertThat(runs).isEmpty();
    }

    @Test
    void doesNotWaitOutABackoffWhenStopped() throws Exception {
        var keeper = keeper("l01", List.of("postgres"), new Backoff(Duration.ofDays(1), Duration.ofDays(1)));
        keeper.start();
        next().end(1);
        assertThat(keeper.stop(MOMENT)).isTrue();
        assertThat(board.all().getFirst().state()).isEqualTo("stopped");
    }

    @Test
    void failsItsFirstStartWithTheReason() {
        var failing = new FakeKept("l01", List.of()) {
            @Override
            public Run start() {
                throw new IllegalStateException("no such program");
            }
        };
        var keeper = new Keeper(failing, board, noPause, notes::add);
        keeper.start();
        assertThat(keeper.firstStart())
                .failsWithin(MOMENT)
                .withThrowableThat()
                .withMessageContaining("no such program");
        keeper.stop(MOMENT);
    }

    @Test
    void givesUpItsFirstStartWhenThatEndsAgainAndAgain() throws Exception {
        var keeper = keeper("l01", List.of("postgres"), noPause);
        ready = false;
        keeper.start();
        for (var i = 0; i < 5; i++) {
            assertThat(keeper.firstStart()).isNotDone();
            next().end(1);
        }
        assertThat(keeper.firstStart())
                .failsWithin(MOMENT)
                .withThrowableThat()
                .withMessageContaining("l01 l01 ended 5 times while it was starting");
        keeper.stop(MOMENT);
    }

    @Test
    void stopsDependantsFirstAndNamesWhatHadToBeKilled() throws Exception {
        var supervisor = new Supervisor(MOMENT);
        var ended = new LinkedBlockingQueue<String>();
        for (var id : List.of("postgres", "l01", "l05", "l09")) {
            var needs =
                    switch (id) {
                        case "postgres" -> List.<String>of();
                        case "l01" -> List.of("postgres");
                        case "l05" -> List.of("l01", "postgres");
                        default -> List.of("l05", "l01");
                    };
            supervisor.keep(keeper(id, needs, noPause));
            var run = next();
            run.orderly = !id.equals("l05");
            run.exited().thenRun(() -> ended.add(id));
        }
        assertThat(supervisor.stop()).containsExactly("l05");
        assertThat(ended).containsExactly("l09", "l05", "l01", "postgres");
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "5, 1600", "9, 15000", "1000, 15000"})
    void waitsLongerAfterEachFailureButNeverTooLong(int failures, long millis) {
        assertThat(Launcher.BETWEEN_RESTARTS.after(failures)).isEqualTo(Duration.ofMillis(millis));
    }

    private Keeper keeper(String id, List<String> needs, Backoff backoff) {
        return new Keeper(new FakeKept(id, needs), board, backoff, notes::add);
    }

    private FakeRun next() throws InterruptedException {
        var run = runs.poll(10, TimeUnit.SECONDS);
        assertThat(run).as("a process was started").isNotNull();
        return run;
    }

    private class FakeKept implements Kept {
        private final String id;
        private final List<String> needs;

        FakeKept(String id, List<String> needs) {
            this.id = id;
            this.needs = needs;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String name() {
            return id;
        }

        @Override
        public List<String> needs() {
            return needs;
        }

        @Override
        public String url() {
            return "http://" + id;
        }

        @Override
        public Run start() {
            var run = new FakeRun();
            runs.add(run);
            return run;
        }
    }

    private final class FakeRun implements Kept.Run {
        private final CompletableFuture<Integer> exited = new CompletableFuture<>();
        private volatile boolean orderly = true;

        void end(int code) {
            exited.complete(code);
        }

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public CompletableFuture<Integer> exited() {
            return exited;
        }

        @Override
        public boolean stop(Duration patience) {
            end(143);
            return orderly;
        }
    }
}
