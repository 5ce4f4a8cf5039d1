package io.storyportal.kit.web.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

    /** The example of FIPS 180-4. */
    @Test
    void digestsAsTheStandardSays() {
        String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Sha256.hex("abc")).isEqualTo(expected);
        assertThat(Sha256.bytes("abc")).hasSize(32).startsWith(0xba, 0x78);
    }

    @Test
    void takesTextsAsUtf8() {
        assertThat(Sha256.bytes("é")).isEqualTo(Sha256.begin().digest(new byte[] {(byte) 0xc3, (byte) 0xa9}));
    }
}
