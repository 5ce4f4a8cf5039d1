package io.storyportal.tools.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("l03")
class NumberMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order 12 took 3.5 s | Order <num> took <num> s",
                "done in 12ms, 3.5GB read | done in <num>ms, <num>GB read",
                "worker-3 of pool_7 | worker-<num> of pool_7",
                "delta -5 and 1,234.50. | delta <num> and <num>.",
                "id deadbeef01 abc | id <hex> abc",
                "v2 of utf8 and 3rd | v2 of utf8 and 3rd",
                "nothing here | nothing here",
                "x=1&y=22 | x=<num>&y=<num>",
            })
    void masksWhatVaries(String text, String masked) {
        assertThat(NumberMask.apply(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "ERROR boom | ERROR",
                "[main] warn: slow | WARN",
                "level=info msg=x | INFO",
                "<crit> fire | FATAL",
                "/var/log/error.log rotated | -",
                "Error handling is fun | -",
                "the com.x.ERROR class | -",
                "INFORMATION overload | INFO",
            })
    void findsTheWordThatNamesTheLevel(String line, Level level) {
        LevelWord found = LevelWord.find(line);

        assertThat(found == null ? null : found.level()).isEqualTo(level);
    }
}
