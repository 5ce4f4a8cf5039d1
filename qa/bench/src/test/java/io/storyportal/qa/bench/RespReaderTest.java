package io.storyportal.qa.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bench")
class RespReaderTest {

    @Test
    void readsOneAnswerAfterTheOther() throws IOException {
        var reader = reading("+OK\r\n:42\r\n$5\r\na\r\nbc\r\n$-1\r\n*2\r\n:1\r\n+two\r\n");
        assertThat(reader.next()).isEqualTo("OK");
        assertThat(reader.next()).isEqualTo(42L);
        assertThat(reader.next()).isEqualTo("a\r\nbc".getBytes(StandardCharsets.US_ASCII));
        assertThat(reader.next()).isEqualTo(new byte[0]);
        assertThat(reader.next()).isEqualTo(List.of(1L, "two"));
    }

    @Test
    void takesTheContentOutOfAMessageAndOutOfNothingElse() throws IOException {
        var reader = reading(
                "*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$4\r\n{\"\"}\r\n+PONG\r\n");
        assertThat(RespReader.contentOf(reader.next())).isEmpty();
        assertThat(RespReader.contentOf(reader.next())).isEqualTo("{\"\"}".getBytes(StandardCharsets.US_ASCII));
        assertThat(RespReader.contentOf(reader.next())).isEmpty();
    }

    @Test
    void anErrorAndAnEndAreExceptions() {
        assertThatThrownBy(() -> reading("-NOAUTH Authentication required.\r\n").next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NOAUTH");
        assertThatThrownBy(() -> reading("$5\r\nab").next()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reading("+O").next()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reading("").next()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reading("HTTP/1.1 400\r\n").next()).isInstanceOf(IOException.class);
    }

    private static RespReader reading(String text) {
        return new RespReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
