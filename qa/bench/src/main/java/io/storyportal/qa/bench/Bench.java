package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code portal bench <name> [pairs] [--json]}; {@code l01} takes names of rows too. */
public final class Bench {

    private static final int DEFAULT_PAIRS = 7;
    static final String COUNT = "[1-9]\\d{0,2}";
    private static final int USAGE = 2;
    private static final int MACHINE = 6;

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(arguments));
        var json = words.remove("--json");
        var root =
                Path.of(System.getProperty("portal.root", ".")).toAbsolutePath().normalize();
        try {
            var name = words.isEmpty() ? "" : words.getFirst();
            var further = words.stream().skip(1).toList();
            var report =
                    switch (name) {
                        case "startup" -> new StartupBench(root, pairs(further)).run();
                        case "memory" -> new FleetBench(root, Home.of(root, System.getenv())).memory();
                        case "goal" -> new FleetBench(root, Home.of(root, System.getenv())).goal();
                        case "l01" -> DataBench.of(root, further, DEFAULT_PAIRS).run();
                        case "csv" -> new FleetBench(root, Home.of(root, System.getenv())).csv();
                        default -> null;
                    };
            if (report == null) {
                System.err.println("There is no benchmark '" + name + "'; there are: startup, memory, goal, csv, l01");
                System.exit(USAGE);
                return;
            }
            report.write(root.resolve("target/bench"));
            System.out.println(json ? report.json() : report.markdown());
            System.exit(report.met() ? 0 : 1);
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        } catch (FleetException e) {
            System.err.println(e.getMessage() + "\n  → " + e.remedy());
            System.exit(MACHINE);
        }
    }

    private static int pairs(List<String> words) {
        if (words.isEmpty()) {
            return DEFAULT_PAIRS;
        }
        if (!words.getFirst().matches(COUNT)) {
            throw new UsageException("'" + words.getFirst() + "' is not a number of pairs");
        }
        return Integer.parseInt(words.getFirst());
    }

    /** What is going on, beside the result. */
    static void say(String text) {
        System.err.println(text);
    }
}
