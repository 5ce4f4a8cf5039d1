package io.storyportal.qa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of a process's memory, in MiB. */
record ProcessMemory(long pid) {

    /** As in proc(5): resets the peak of the resident set to what is resident now. */
    private static final String RESET_PEAK = "5";

    /** Private pages whole, shared pages by their share: what the process adds to the machine's use. */
    double proportional() throws IOException {
        return field("smaps_rollup", "Pss:");
    }

    double resident() throws IOException {
        return field("status", "VmRSS:");
    }

    /** The most that was resident since {@link #resetPeak()}. */
    double peak() throws IOException {
        return field("status", "VmHWM:");
    }

    void resetPeak() throws IOException {
        Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), RESET_PEAK);
    }

    private double field(String file, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/" + file)).stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
