package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small profile. Each has other data, so that no cache answers for the work. */
final class OrdinaryGoal {

    private static final int ROWS = 200;

    private final GoalCommand command;
    private int number;

    OrdinaryGoal(Path root) {
        this.command = new GoalCommand(root);
    }

    double seconds() throws IOException, InterruptedException {
        var file = Files.createTempFile("orders", ".csv");
        try {
            Files.writeString(file, orders(number++));
            return command.run("Profile the orders and write a report", file).seconds();
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
