package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a JVM's heap holds when nothing is left to collect, as the JDK's own {@code jcmd} tells it. */
record HeapUse(long pid) {

    /** A line for each part of the heap; those of the metaspace have no total. */
    private static final Pattern PART = Pattern.compile("total .*used (\\d+)K");

    double mebibytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        return mebibytes(jcmd("GC.heap_info"));
    }

    static double mebibytes(String heapInfo) {
        var kibibytes = PART.matcher(heapInfo)
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1)))
                .sum();
        if (kibibytes == 0) {
            throw new IllegalStateException("jcmd tells of no heap: " + heapInfo);
        }
        return kibibytes / 1024.0;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var program = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
        var process = new ProcessBuilder(program, "" + pid, command)
                .redirectErrorStream(true)
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + command + " failed: " + out);
        }
        return out;
    }
}
