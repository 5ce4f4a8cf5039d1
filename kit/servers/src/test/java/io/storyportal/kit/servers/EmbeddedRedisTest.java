package io.storyportal.kit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("kit")
class EmbeddedRedisTest {

    @TempDir
    Path home;

    private final List<EmbeddedRedis> started = new ArrayList<>();

    static Stream<Path> programs() {
        return Stream.of(RedisProgram.find(), RedisProgram.packaged()).distinct();
    }

    @AfterEach
    void stopAll() {
        started.forEach(EmbeddedRedis::close);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void keepsDataAndPasswordOverARestart(Path program) throws IOException {
        var first = start(program);
        assertThat(ask(first, "SET kept yes")).isEqualTo("+OK");
        first.close();
        assertThat(ProcessHandle.of(first.pid())).isEmpty();

        var second = start(program);
        assertThat(ask(second, "STRLEN kept")).isEqualTo(":3");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isAppendOnlyAndForgetsNothingWhenFull(Path program) throws IOException {
        var redis = start(program);
        assertThat(ask(redis, "CONFIG GET appendonly")).isEqualTo("*2 $10 appendonly $3 yes");
        assertThat(ask(redis, "CONFIG GET maxmemory-policy")).isEqualTo("*2 $16 maxmemory-policy $10 noeviction");
    }

    @Test
    void refusesWhoHasNoPassword() throws IOException {
        var redis = start(RedisProgram.find());
        try (var socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII))
                    .isEqualTo("-NOAUTH");
        }
    }

    @Test
    void keepsThePasswordOffTheCommandLine() throws IOException {
        var redis = start(RedisProgram.find());
        var password = URI.create(redis.url()).getUserInfo().substring(1);
        assertThat(Files.readString(Path.of("/proc/" + redis.pid() + "/cmdline")))
                .doesNotContain(password);
    }

    @Test
    void comesBackAfterAKill() throws Exception {
        var first = start(RedisProgram.find());
        ask(first, "SET kept yes");
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        assertThat(first.exited().get(20, TimeUnit.SECONDS)).isNotZero();

        assertThat(ask(start(RedisProgram.find()), "STRLEN kept")).isEqualTo(":3");
    }

    @Test
    void endsAServerThatWasLeftOnItsFolder() {
        var left = start(RedisProgram.find());
        var pid = left.pid();
        start(RedisProgram.find());
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    private EmbeddedRedis start(Path program) {
        var redis = EmbeddedRedis.start(program, home, 0, ServerOptions.keep());
        started.add(redis);
        return redis;
    }

    /** One command after the login; the lines of its answer, joined by blanks. */
    private static String ask(EmbeddedRedis redis, String command) throws IOException {
        var password = URI.create(redis.url()).getUserInfo().substring(1);
        try (var socket = new Socket("127.0.0.1", redis.port())) {
            var request = "AUTH " + password + "\r\n" + command + "\r\nQUIT\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines()
                    .skip(1)
                    .reduce((all, line) -> all + " " + line)
                    .orElse("")
                    .replaceAll(" \\+OK$", "")
                    .replaceAll("^$", "+OK");
        }
    }
}
