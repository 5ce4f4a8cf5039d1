package io.storyportal.tools.datasets.read;

import static io.storyportal.tools.datasets.read.DatasetException.Reason.BINARY;

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
            new Lines(lines).readAll(text);
            return new Read(text.encoding(), text.bytesRead(), text.notes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the text into lines, buffer by buffer. */
    private static final class Lines {
        private final Consumer<String> consumer;
        private final StringBuilder line = new StringBuilder();

        Lines(Consumer<String> consumer) {
            this.consumer = consumer;
        }

        void readAll(TextDecoder text) throws IOException {
            char[] buffer = new char[HEAD];
            for (int read = text.read(buffer, 0, HEAD); read >= 0; read = text.read(buffer, 0, HEAD)) {
                int start = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        append(buffer, start, i);
                        emit();
                        start = i + 1;
                    }
                }
                append(buffer, start, read);
            }
            if (!line.isEmpty()) {
                emit();
            }
        }

        private void append(char[] buffer, int from, int to) {
            line.append(buffer, from, Math.min(to - from, LONGEST_LINE - line.length()));
        }

        private void emit() {
            int length = line.length();
            boolean carriageReturn = length > 0 && line.charAt(length - 1) == '\r';
            consumer.accept(carriageReturn ? line.substring(0, length - 1) : line.toString());
            line.setLength(0);
        }
    }
}
