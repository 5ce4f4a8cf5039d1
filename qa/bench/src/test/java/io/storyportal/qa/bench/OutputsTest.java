package io.storyportal.qa.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read out of other programs' output. */
@Tag("bench")
class OutputsTest {

    private static final String STAT =
            "4711 (postgres: a) b) S 1 4711 4711 0 -1 4194560 100 200 0 0 150 50 1000 234 20 0 1 0 457460 3133440 417";

    @Test
    void aProcessMayBeNamedAnything() {
        assertThat(ProcessCpu.sum(STAT, 11)).isEqualTo(2.0);
        assertThat(ProcessCpu.sum(STAT, 13)).isEqualTo(12.34);
    }

    @Test
    void theHeapIsTheSumOfItsParts() {
        var serial = """
                4711:
                 DefNew     total 39296K, used 1024K [0x1, 0x2, 0x3)
                  eden space 34944K,   0% used [0x1, 0x2, 0x3)
                 Tenured    total 87424K, used 2048K [0x1, 0x2, 0x3)
                 Metaspace       used 60000K, committed 61000K, reserved 131072K
                  class space    used 7000K, committed 7500K, reserved 65536K
                """;
        assertThat(HeapUse.mebibytes(serial)).isEqualTo(3);
        var g1 = " garbage-first heap   total reserved 131072K, committed 65536K, used 512K [0x1, 0x2)\n";
        assertThat(HeapUse.mebibytes(g1)).isEqualTo(0.5);
        assertThatThrownBy(() -> HeapUse.mebibytes("")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLineOfPgbenchSaysWhatItTookSinceItWasDue() {
        assertThat(PgBench.nanos("0 199 2241 0 1175850568 995598 1020")).isEqualTo(2_241_000);
    }

    @Test
    void aPageOfTheFeedIsCountedAndLeadsOn() {
        var page = "{\"items\":[{\"event_id\":\"a\",\"e\":1},{\"event_id\":\"b\"}],\"next_cursor\":\"1-780-500\"}"
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(ReplayMeasure.occurrences(page)).isEqualTo(2);
        assertThat(ReplayMeasure.nextCursor(page)).isEqualTo("1-780-500");
    }

    @Test
    void aStreamIsReadAcrossItsChunks() throws IOException {
        var wire = "5\r\ndata:\r\n8\r\n{\"a\":1}\n\r\n1\r\n\n\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        var body = new ChunkedBody(new ByteArrayInputStream(wire)).readAllBytes();
        assertThat(new String(body, StandardCharsets.US_ASCII)).isEqualTo("data:{\"a\":1}\n\n");
        var cut = new ChunkedBody(new ByteArrayInputStream(wire, 0, 5));
        assertThatThrownBy(cut::readAllBytes).isInstanceOf(EOFException.class);
    }

    @Test
    void takesRowsAndPairsInAnyOrderAndRefusesOtherWords() {
        var nothing = DataBench.of(Path.of("."), List.of(), 7);
        assertThat(nothing.wanted()).containsExactlyInAnyOrder("append", "latency", "replay", "read");
        assertThat(nothing.pairs()).isEqualTo(7);
        var some = DataBench.of(Path.of("."), List.of("3", "growth"), 7);
        assertThat(some.wanted()).containsExactly("growth");
        assertThat(some.pairs()).isEqualTo(3);
        assertThatThrownBy(() -> DataBench.of(Path.of("."), List.of("apend"), 7))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("apend");
    }
}
