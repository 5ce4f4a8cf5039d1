package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A goal as people state it, by the script. Each has other data, so that no cache answers for the work. */
final class OrdinaryGoal {

    private static final int ROWS = 200;

    private final Path root;
    private int number;

    OrdinaryGoal(Path root) {
        this.root = root;
    }

    double seconds() throws IOException, InterruptedException {
        var file = Files.createTempFile("orders", ".csv");
        try {
            Files.writeString(file, orders(number++));
            var begun = System.nanoTime();
            var process = new ProcessBuilder(
                            root.resolve("portal").toString(),
                            "goal",
                            "Profile the orders and write a report",
                            "--file",
                            file.toString(),
                            "--wait",
                            "--json")
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var code = process.waitFor();
            var seconds = (System.nanoTime() - begun) / 1e9;
            if (code != 0) {
                throw new FleetException("A goal failed while it was measured: " + output, "Run './portal status'");
            }
            return seconds;
        } finally {
            Files.delete(file);
        }
    }

    private static String orders(int seed) {
        var csv = new StringBuilder("order_id,sku,quantity,price,placed_on\n");
        for (var row = 0; row < ROWS; row++) {
            csv.append("%d-%d,SKU-%d,%d,%d.%02d,2026-01-%02d%n"
                    .formatted(seed, row, row % 17, 1 + row % 5, row * 3 % 90, row % 100, 1 + row % 28));
        }
        return csv.toString();
    }
}
