package io.storyportal.tools.datasets.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of a stream whose encoding is only guessed. It begins with the guess; at the first bytes that are not UTF-8 it
 * goes over to Windows-1252 when all before was plain ASCII (so nothing was misread), else it reads just those bytes as
 * Windows-1252 and says so. A NUL character is refused with its line: no text file holds one.
 */
public final class TextDecoder extends Reader {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private final byte[] single = new byte[4];
    private Charset charset;
    private CharsetDecoder decoder;
    private boolean ended;
    private boolean onlyAscii = true;
    private long line = 1;
    private long bytesRead;
    private long strangeSequences;
    private long firstStrangeLine;
    private char lastVisible = ' ';

    public TextDecoder(InputStream in, TextEncoding encoding) throws IOException {
        this.in = in;
        this.charset = encoding.charset();
        this.decoder = decoder(charset);
        bytes.flip();
        in.skipNBytes(encoding.bomLength());
        bytesRead = encoding.bomLength();
    }

    public String encoding() {
        return charset.name();
    }

    public long bytesRead() {
        return bytesRead;
    }

    /** Last character so far that is no white space. */
    char lastVisible() {
        return lastVisible;
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (strangeSequences > 0) {
            notes.add(strangeSequences + " byte sequences are not UTF-8 (first on line " + firstStrangeLine
                    + "); they were read as Windows-1252");
        }
        return notes;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer out = CharBuffer.wrap(target, offset, length).slice();
        while (out.position() == 0) {
            CoderResult result = decoder.decode(bytes, out, ended);
            if (result.isMalformed() || result.isUnmappable()) {
                readStrange(out, result.length());
            } else if (out.position() == 0) {
                if (ended) {
                    return -1;
                }
                fill();
            }
        }
        inspect(target, offset, offset + out.position());
        return out.position();
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
            bytesRead += read;
        }
        bytes.flip();
    }

    private void readStrange(CharBuffer out, int length) {
        // What was decoded in this call has not been inspected yet.
        if (charset.equals(UTF_8) && onlyAscii && isAscii(out)) {
            charset = TextEncoding.WINDOWS_1252;
            decoder = decoder(charset).onMalformedInput(CodingErrorAction.REPLACE);
            decoder.onUnmappableCharacter(CodingErrorAction.REPLACE);
            return;
        }
        if (strangeSequences++ == 0) {
            firstStrangeLine = line + lineBreaks(out);
        }
        bytes.get(single, 0, length);
        out.put(new String(single, 0, length, TextEncoding.WINDOWS_1252));
    }

    private void inspect(char[] target, int offset, int end) {
        boolean ascii = onlyAscii;
        for (int i = offset; i < end; i++) {
            char c = target[i];
            if (c == '\n') {
                line++;
            } else if (c == 0) {
                throw new DatasetException(
                        DatasetException.Reason.BINARY,
                        line,
                        "holds a NUL byte, which no text file does: the file is binary or damaged");
            }
            ascii &= c < 0x80;
        }
        onlyAscii = ascii;
        for (int i = end - 1; i >= offset; i--) {
            if (target[i] > ' ') {
                lastVisible = target[i];
                break;
            }
        }
    }

    private static boolean isAscii(CharBuffer out) {
        for (int i = 0; i < out.position(); i++) {
            if (out.get(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int lineBreaks(CharBuffer out) {
        int count = 0;
        for (int i = 0; i < out.position(); i++) {
            if (out.get(i) == '\n') {
                count++;
            }
        }
        return count;
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
