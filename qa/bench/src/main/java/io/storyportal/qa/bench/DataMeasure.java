package io.storyportal.qa.bench;

import java.io.IOException;
import java.util.List;

/** Some rows of L01's table, measured on a server of the benchmark's own. */
interface DataMeasure {

    /** @param notes receives the raw numbers, a line each */
    List<Report.Row> measure(DataServer server, PgBench floor, int pairs, List<String> notes)
            throws IOException, InterruptedException;
}
