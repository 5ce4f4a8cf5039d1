package io.storyportal.tools.datasets.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long files in a JVM whose heap could not hold them. */
@Tag("l03")
class ProfileMemoryTest {
    @TempDir
    Path folder;

    @Test
    void isExactOverMoreDataThanTheHeapHolds() throws Exception {
        Map<String, List<String>> profile = profile(400_000, 48);

        assertThat(Long.parseLong(profile.get("bytes").getFirst())).isGreaterThan(40_000_000);
        assertThat(profile.get("rows")).containsExactly("400000");
        assertThat(profile.get("id")).containsExactly("400000", "false", "0", "399999", "199999.5", "199999.5");
        assertThat(profile.get("sku").subList(0, 2)).containsExactly("400000", "false");
        assertThat(profile.get("quantity")).containsExactly("50", "false", "0", "49", "24.5", "24.5");
        assertThat(profile.get("customer").subList(0, 2)).containsExactly("200000", "false");
        assertThat(profile.get("note").getFirst()).isEqualTo("399601");
    }

    @Test
    @Tag("slow")
    void isExactToAMillionRowsInLittleHeap() throws Exception {
        Map<String, List<String>> profile = profile(1_000_000, 96);

        assertThat(Long.parseLong(profile.get("bytes").getFirst())).isGreaterThan(100_000_000);
        assertThat(profile.get("price"))
                .startsWith("1000000", "false", "0.0", "9999.99")
                .endsWith("4999.995");
        assertThat(profile.get("score").subList(0, 2)).containsExactly("1000000", "false");
    }

    @Test
    @Tag("slow")
    void readsHalfAGigabyteInLittleHeapAndSaysWhatIsEstimated() throws Exception {
        Map<String, List<String>> profile = profile(4_800_000, 96);

        assertThat(Long.parseLong(profile.get("bytes").getFirst())).isGreaterThan(500_000_000);
        assertThat(profile.get("rows")).containsExactly("4800000");
        assertThat(profile.get("id")).contains("true", "0", "4799999", "2399999.5");
        assertThat(Double.parseDouble(profile.get("id").getFirst())).isBetween(4_600_000.0, 5_000_000.0);
        assertThat(profile.get("city").subList(0, 2)).containsExactly("5", "false");
    }

    private Map<String, List<String>> profile(long rows, int heapMegabytes) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        String.valueOf(rows),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        Map<String, List<String>> values = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            values.put(words[0], List.of(words).subList(1, words.length));
        }
        return values;
    }
}
