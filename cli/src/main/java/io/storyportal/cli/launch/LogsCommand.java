package io.storyportal.cli.launch;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portal logs}: the end of a component's log, and what follows. */
@Command(name = "logs", description = "Print a layer's log (or postgres, redis, launcher).")
public final class LogsCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TAIL_BYTES = 1 << 20;

    @ParentCommand
    private Portal portal;

    @Parameters(paramLabel = "<id>", description = "l01, l05, postgres, …")
    private String component;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "<n>",
            defaultValue = "100",
            description = "How many (${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var file = portal.home().log(component);
        if (!component.matches("[a-z0-9]+") || Files.notExists(file)) {
            throw new FleetException("There is no log of '" + component + "'", known());
        }
        var position = printTail(file);
        while (follow) {
            Thread.sleep(POLL);
            position = printFrom(file, position);
        }
        return ExitCode.OK;
    }

    private String known() throws IOException {
        var folder = portal.home().logs();
        if (Files.notExists(folder)) {
            return "Start the fleet with './portal up'";
        }
        try (var files = Files.list(folder)) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.replace(".log", ""))
                    .sorted()
                    .toList();
            return "Use one of " + String.join(", ", names);
        }
    }

    private long printTail(Path file) throws IOException {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            var from = Math.max(0, log.length() - TAIL_BYTES);
            var read = read(log, from);
            read.lines
                    .subList(Math.max(0, read.lines.size() - lines), read.lines.size())
                    .forEach(this::print);
            return read.end;
        }
    }

    private long printFrom(Path file, long position) throws IOException {
        if (Files.notExists(file)) {
            return 0;
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            // A shorter file is a new one: the old was rotated away.
            var read = read(log, log.length() < position ? 0 : position);
            read.lines.forEach(this::print);
            return read.end;
        }
    }

    private record Read(List<String> lines, long end) {}

    /** Whole lines only: a line still being written is left for the next time. */
    private static Read read(RandomAccessFile log, long from) throws IOException {
        log.seek(from);
        var bytes = new byte[(int) Math.min(log.length() - from, Integer.MAX_VALUE / 2)];
        log.readFully(bytes);
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        var text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return new Read(new ArrayList<>(text.lines().toList()), from + end);
    }

    private void print(String line) {
        portal.terminal().line(portal.json() ? line : LogLine.readable(line));
    }
}
