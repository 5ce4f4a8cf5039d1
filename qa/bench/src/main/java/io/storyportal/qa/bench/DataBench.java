package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** L01 against its floors, on a server of its own: no fleet has to run, and none is written to. */
record DataBench(Path root, List<String> wanted, int pairs) {

    private static final Map<String, DataMeasure> MEASURES = measures();

    private static Map<String, DataMeasure> measures() {
        var all = new LinkedHashMap<String, DataMeasure>();
        all.put("append", new AppendMeasure());
        return all;
    }

    Report run() throws IOException, InterruptedException {
        var rows = new ArrayList<Report.Row>();
        var notes = new ArrayList<String>();
        try (var server = DataServer.start(root)) {
            var floor = PgBench.on(server.databaseUrl());
            for (var measure : MEASURES.values()) {
                rows.addAll(measure.measure(server, floor, pairs, notes));
            }
        }
        return new Report("l01", rows, notes);
    }
}
