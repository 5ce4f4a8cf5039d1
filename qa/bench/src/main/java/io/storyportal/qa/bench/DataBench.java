package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** L01 against its floors, on servers of its own: no fleet has to run, and none is written to. */
record DataBench(Path root, Set<String> wanted, int pairs) {

    private static final Map<String, DataMeasure> ON_ONE_SERVER = onOneServer();

    /** Takes long and much room, so it runs only when it is named. */
    private static final String GROWTH = "growth";

    private static Map<String, DataMeasure> onOneServer() {
        var all = new LinkedHashMap<String, DataMeasure>();
        all.put("append", new AppendMeasure());
        all.put("latency", new LatencyMeasure());
        all.put("replay", new ReplayMeasure());
        all.put("read", new ReadMeasure());
        return all;
    }

    /** @param words names of rows, none for all but growth, and the number of pairs */
    static DataBench of(Path root, List<String> words, int ordinaryPairs) {
        var pairs = ordinaryPairs;
        var wanted = new TreeSet<String>();
        for (var word : words) {
            if (word.matches(Bench.COUNT)) {
                pairs = Integer.parseInt(word);
            } else if (ON_ONE_SERVER.containsKey(word) || word.equals(GROWTH)) {
                wanted.add(word);
            } else {
                throw new UsageException("l01 has no '" + word + "'; there are: " + ON_ONE_SERVER.keySet()
                        + ", growth, and a number of pairs");
            }
        }
        return new DataBench(root, wanted.isEmpty() ? ON_ONE_SERVER.keySet() : wanted, pairs);
    }

    Report run() throws IOException, InterruptedException {
        var rows = new ArrayList<Report.Row>();
        var notes = new ArrayList<String>();
        notes.add("%d processors, JDK %s, alternating; servers on the same machine"
                .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version()));
        var measures = ON_ONE_SERVER.entrySet().stream()
                .filter(measure -> wanted.contains(measure.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!measures.isEmpty()) {
            try (var server = DataServer.start(root)) {
                var floor = PgBench.on(server.databaseUrl());
                for (var measure : measures) {
                    rows.addAll(measure.measure(server, floor, pairs, notes));
                }
            }
        }
        if (wanted.contains(GROWTH)) {
            rows.addAll(new GrowthBench(root, pairs).run(notes));
        }
        return new Report("l01", rows, notes);
    }
}
