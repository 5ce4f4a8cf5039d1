package io.storyportal.qa.bench;

import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code portal bench <name> [pairs] [--json]}. */
public final class Bench {

    private static final int DEFAULT_PAIRS = 7;
    private static final int USAGE = 2;
    private static final int MACHINE = 6;

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(arguments));
        var json = words.remove("--json");
        var root =
                Path.of(System.getProperty("portal.root", ".")).toAbsolutePath().normalize();
        var pairs = words.size() > 1 ? Integer.parseInt(words.get(1)) : DEFAULT_PAIRS;
        try {
            var name = words.isEmpty() ? "" : words.getFirst();
            var report =
                    switch (name) {
                        case "startup" -> new StartupBench(root, pairs).run();
                        case "memory" -> new FleetBench(root, Home.of(root, System.getenv())).memory();
                        case "goal" -> new FleetBench(root, Home.of(root, System.getenv())).goal();
                        case "l01" -> new DataBench(root, List.of(), pairs).run();
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
        } catch (FleetException e) {
            System.err.println(e.getMessage() + "\n  → " + e.remedy());
            System.exit(MACHINE);
        }
    }

    /** What is going on, beside the result. */
    static void say(String text) {
        System.err.println(text);
    }
}
