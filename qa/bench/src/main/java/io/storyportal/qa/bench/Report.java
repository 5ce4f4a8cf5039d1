package io.storyportal.qa.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a benchmark found. {@code notes} are lines for a reader, such as the machine and the raw numbers. */
record Report(String name, List<Row> rows, List<String> notes) {

    /** {@code ratio} is the median of the pairs' ratios, {@code floor} names what ours was divided by. */
    record Row(
            String name,
            double ratio,
            double min,
            double max,
            int pairs,
            double target,
            String floor,
            boolean met,
            @JsonIgnore String bound) {

        /** Less is better: times, memory. */
        static Row of(String name, List<Double> ratios, double target, String floor) {
            return row(name, ratios, target, floor, "≤");
        }

        /** More is better: rates. */
        static Row atLeast(String name, List<Double> ratios, double target, String floor) {
            return row(name, ratios, target, floor, "≥");
        }

        private static Row row(String name, List<Double> ratios, double target, String floor, String bound) {
            var median = Statistics.median(ratios);
            var min = ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            var max = ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            var met = bound.equals("≤") ? median <= target : median >= target;
            return new Row(name, round(median), round(min), round(max), ratios.size(), target, floor, met, bound);
        }

        private static double round(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }

    boolean met() {
        return rows.stream().allMatch(Row::met);
    }

    String json() {
        return Json.pretty(Map.of("rows", rows));
    }

    String markdown() {
        var text = new StringBuilder("# Benchmark: " + name + "\n\n");
        text.append("| measure | ratio (median) | min | max | pairs | target | floor | met |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        for (var row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.3f | %d | %s %.2f | %s | %s |%n",
                    row.name(),
                    row.ratio(),
                    row.min(),
                    row.max(),
                    row.pairs(),
                    row.bound(),
                    row.target(),
                    row.floor(),
                    row.met() ? "yes" : "no"));
        }
        text.append('\n');
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), markdown());
        Files.writeString(folder.resolve(name + ".json"), json());
    }
}
