package io.storyportal.qa.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a streamed HTTP answer: the lines with the chunks' lengths (RFC 9112, 7.1) are no part of it. */
final class ChunkedBody extends InputStream {

    private static final int HEXADECIMAL = 16;

    private final InputStream in;
    private int left;
    private boolean begun;
    private boolean ended;

    /** @param in stands behind the answer's headers */
    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        var read = in.read(into, offset, Math.min(length, left));
        if (read < 0) {
            throw new EOFException("The connection was closed in the middle of a chunk");
        }
        left -= read;
        return read;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            HttpConnection.line(in);
        }
        begun = true;
        left = Integer.parseInt(HttpConnection.line(in), HEXADECIMAL);
        ended = left == 0;
    }
}
