package io.storyportal.data.history;

import java.nio.ByteBuffer;

/** What the driver gives for a {@code bytea}, as an array. */
final class Bytes {

    private Bytes() {}

    static byte[] of(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }
}
