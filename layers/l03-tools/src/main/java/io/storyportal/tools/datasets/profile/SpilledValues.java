package io.storyportal.tools.datasets.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.storyportal.tools.datasets.values.TextHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The values of one column that did not fit in memory, in the order they came: hash, length and text of each. Texts are
 * cut to {@value #LONGEST} bytes here; their hash is that of the whole text.
 */
final class SpilledValues {
    private static final int LONGEST = 250;
    private static final int RECORD = Long.BYTES + Integer.BYTES + 1 + LONGEST;

    interface Visitor {
        /** @param length of the whole text in characters. False ends the visit. */
        boolean value(long hash, int length, String text);
    }

    private final SpillFile file;
    private final ByteBuffer buffer;
    private long[] blocks = new long[8];
    private int[] lengths = new int[8];
    private int blockCount;
    private int count;

    SpilledValues(SpillFile file, int bufferSize) {
        this.file = file;
        this.buffer = ByteBuffer.allocate(Math.max(bufferSize, RECORD));
    }

    int count() {
        return count;
    }

    void add(String text) {
        if (buffer.remaining() < RECORD) {
            flush();
        }
        buffer.putLong(TextHash.of(text)).putInt(text.length());
        int lengthAt = buffer.position();
        buffer.put((byte) 0);
        buffer.put(lengthAt, (byte) put(text));
        count++;
    }

    private int put(String text) {
        int start = buffer.position();
        int characters = Math.min(text.length(), LONGEST);
        for (int i = 0; i < characters; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                buffer.position(start);
                byte[] bytes = clip(text).getBytes(UTF_8);
                buffer.put(bytes);
                return bytes.length;
            }
            buffer.put((byte) c);
        }
        return characters;
    }

    private static String clip(String text) {
        int end = Math.min(text.length(), LONGEST / 3);
        boolean splitsPair = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end);
    }

    private void flush() {
        try {
            if (blockCount == blocks.length) {
                blocks = Arrays.copyOf(blocks, blockCount * 2);
                lengths = Arrays.copyOf(lengths, blockCount * 2);
            }
            buffer.flip();
            lengths[blockCount] = buffer.limit();
            blocks[blockCount++] = file.append(buffer);
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All values in the order they were added. */
    void visit(Visitor visitor) {
        if (buffer.position() > 0) {
            flush();
        }
        try {
            for (int block = 0; block < blockCount; block++) {
                buffer.clear().limit(lengths[block]);
                file.read(buffer, blocks[block]);
                buffer.flip();
                if (!visitBlock(visitor)) {
                    break;
                }
            }
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean visitBlock(Visitor visitor) {
        while (buffer.hasRemaining()) {
            long hash = buffer.getLong();
            int length = buffer.getInt();
            int bytes = buffer.get() & 0xFF;
            String text = new String(buffer.array(), buffer.position(), bytes, UTF_8);
            buffer.position(buffer.position() + bytes);
            if (!visitor.value(hash, length, text)) {
                return false;
            }
        }
        return true;
    }
}
