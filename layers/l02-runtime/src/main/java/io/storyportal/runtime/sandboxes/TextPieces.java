package io.storyportal.runtime.sandboxes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 that arrives in pieces cut anywhere; what is not UTF-8 becomes U+FFFD. */
final class TextPieces {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer held = ByteBuffer.allocate(0);

    String add(byte[] bytes) {
        ByteBuffer input = ByteBuffer.allocate(held.remaining() + bytes.length);
        input.put(held).put(bytes).flip();
        CharBuffer text = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, text, false);
        held = input.slice();
        return text.flip().toString();
    }

    String rest() {
        String rest = held.hasRemaining() ? "\uFFFD" : "";
        held = ByteBuffer.allocate(0);
        return rest;
    }
}
