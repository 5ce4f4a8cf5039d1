package io.storyportal.tools.datasets.read;

import static io.storyportal.tools.datasets.read.DatasetException.Reason.BINARY;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Reads a text file line by line, whatever its encoding; lines beyond a limit are cut, so memory stays bounded. */
public final class TextFile {
    private static final int HEAD = 64 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;

    public record Read(String encoding, long bytes, List<String> notes) {}

    private TextFile() {}

    public static Read lines(DatasetSource source, Consumer<String> lines) {
        try (InputStream in = source.open()) {
            byte[] head = in.readNBytes(HEAD);
            String kind = FileSignature.of(head);
            if (kind != null) {
                throw new DatasetException(BINARY, 1L, "the file is " + kind + ", not text");
            }
            TextDecoder text = new TextDecoder(
                    new SequenceInputStream(new ByteArrayInputStream(head), in),
                    TextEncoding.detect(head, head.length));
            BufferedReader reader = new BufferedReader(text, HEAD);
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    lines.accept(withoutReturn(line));
                    line.setLength(0);
                } else if (line.length() < LONGEST_LINE) {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                lines.accept(withoutReturn(line));
            }
            return new Read(text.encoding(), text.bytesRead(), text.notes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutReturn(StringBuilder line) {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
