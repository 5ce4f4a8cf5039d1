package io.storyportal.qa.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What Redis answers, in its second protocol: a String, a Long, bytes, or a list of those. Nothing stands as an empty one. */
record RespReader(InputStream in) {

    /** Waits for the next answer; an error that Redis tells is an exception. */
    Object next() throws IOException {
        var kind = in.read();
        var line = line();
        return switch (kind) {
            case '+' -> line;
            case ':' -> Long.parseLong(line);
            case '$' -> bytes(Integer.parseInt(line));
            case '*' -> list(Integer.parseInt(line));
            case '-' -> throw new IOException("Redis refuses: " + line);
            default -> throw new IOException("Not an answer of Redis: " + (char) kind + line);
        };
    }

    private byte[] bytes(int length) throws IOException {
        if (length < 0) {
            return new byte[0];
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length || !line().isEmpty()) {
            throw new EOFException("Redis closed the connection in the middle of an answer");
        }
        return bytes;
    }

    private List<Object> list(int length) throws IOException {
        var list = new ArrayList<>();
        for (var i = 0; i < length; i++) {
            list.add(next());
        }
        return list;
    }

    private String line() throws IOException {
        var line = new StringBuilder(32);
        for (var next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Redis closed the connection");
            }
            line.append((char) next);
        }
        if (in.read() != '\n') {
            throw new IOException("A line of Redis ends otherwise: " + line);
        }
        return line.toString();
    }

    /** A message's content; empty for what is none, such as the answer to SUBSCRIBE. */
    static byte[] contentOf(Object answer) {
        return answer instanceof List<?> parts
                        && parts.size() == 3
                        && parts.getFirst() instanceof byte[] kind
                        && new String(kind, StandardCharsets.US_ASCII).equals("message")
                        && parts.getLast() instanceof byte[] content
                ? content
                : new byte[0];
    }
}
