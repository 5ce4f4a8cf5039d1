package io.storyportal.tools.datasets.read;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;

/** A charset as found at the start of a file, with the length of its byte order mark. */
public record TextEncoding(Charset charset, int bomLength) {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** By byte order mark, else by where zero bytes stand, else UTF-8, which the decoder leaves when bytes refuse it. */
    public static TextEncoding detect(byte[] head, int length) {
        if (startsWith(head, length, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(UTF_8, 3);
        }
        if (startsWith(head, length, 0xFF, 0xFE)) {
            return new TextEncoding(UTF_16LE, 2);
        }
        if (startsWith(head, length, 0xFE, 0xFF)) {
            return new TextEncoding(UTF_16BE, 2);
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < length; i++) {
            if (head[i] == 0) {
                if ((i & 1) == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        // Mostly Latin text in UTF-16 has a zero in nearly every other byte, all on the same side.
        int half = length / 2;
        if (even == 0 && odd > half * 0.7 && half > 1) {
            return new TextEncoding(UTF_16LE, 0);
        }
        if (odd == 0 && even > half * 0.7 && half > 1) {
            return new TextEncoding(UTF_16BE, 0);
        }
        return new TextEncoding(UTF_8, 0);
    }

    private static boolean startsWith(byte[] head, int length, int... prefix) {
        if (length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((head[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
