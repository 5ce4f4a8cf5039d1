package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Profiles a CSV file of 100 MB through the whole fleet, from the command to the report, and holds the result to what the
 * file was made of. The work's memory is what L03 had grown by at each peak since before the first run.
 */
record CsvBench(GoalCommand command, ProcessMemory tools) {

    private static final long BYTES = 100_000_000;
    private static final int SKUS = 5_000;
    private static final double LIMIT_SECONDS = 15;
    private static final double LIMIT_MIB = 256;
    private static final int RUNS = 5;

    /** What is known of a file before anybody profiles it. */
    private record Facts(long rows, long quantitySum, long bytes) {}

    Report run() throws IOException, InterruptedException {
        var file = Files.createTempFile("orders", ".csv");
        try {
            var seconds = new ArrayList<Double>();
            var growth = new ArrayList<Double>();
            var notes = new ArrayList<String>();
            var before = tools.resident();
            notes.add("L03 before: %.0f MiB".formatted(before));
            for (var run = 1; run <= RUNS; run++) {
                var facts = write(file, run);
                tools.resetPeak();
                var outcome = command.run("Profile the orders and write a report", file);
                check(outcome, facts);
                seconds.add(outcome.seconds());
                growth.add(tools.peak() - before);
                notes.add("run %d: %d bytes, %d rows, %.1f s; L03 %.0f MiB at its peak"
                        .formatted(run, facts.bytes(), facts.rows(), seconds.getLast(), tools.peak()));
                Bench.say(notes.getLast());
            }
            return new Report(
                    "csv",
                    List.of(
                            row("100 MB of CSV from command to report", seconds, LIMIT_SECONDS, "limit of 15 s"),
                            row("memory of the work", growth, LIMIT_MIB, "limit of 256 MiB")),
                    notes);
        } finally {
            Files.delete(file);
        }
    }

    private static Report.Row row(String name, List<Double> values, double limit, String floor) {
        return Report.Row.of(name, values.stream().map(value -> value / limit).toList(), 1.0, floor);
    }

    private static void check(GoalCommand.Outcome outcome, Facts facts) {
        var data = outcome.data();
        var mean = (double) facts.quantitySum() / facts.rows();
        var right = data.path("rows").asLong() == facts.rows()
                && data.path("columns")
                        .valueStream()
                        .anyMatch(column -> column.path("name").asString().equals("quantity")
                                && Math.abs(column.path("mean").asDouble() - mean) < 1e-9 * mean)
                && data.path("columns")
                        .valueStream()
                        .anyMatch(column -> column.path("name").asString().equals("sku")
                                && column.path("distinct").asInt() == SKUS);
        if (!right) {
            throw new FleetException("The profile is wrong: " + data, "Compare it with the file's facts: " + facts);
        }
    }

    /** Different in each run, so that no cache answers for the work. */
    private static Facts write(Path file, int seed) throws IOException {
        var random =
                RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(seed);
        var rows = 0L;
        var quantities = 0L;
        var bytes = 0L;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write("order_id,sku,quantity,price,placed_on,customer,city,note\n");
            while (bytes < BYTES) {
                var quantity = 1 + random.nextInt(50);
                var line = "%d-%d,SKU-%d,%d,%d.%02d,2026-%02d-%02d,customer-%d,city %d,\"said %d, then %d\"%n"
                        .formatted(
                                seed,
                                rows,
                                rows % SKUS,
                                quantity,
                                random.nextInt(900),
                                random.nextInt(100),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(200_000),
                                random.nextInt(800),
                                random.nextInt(),
                                random.nextInt());
                out.write(line);
                bytes += line.length();
                quantities += quantity;
                rows++;
            }
        }
        return new Facts(rows, quantities, Files.size(file));
    }
}
