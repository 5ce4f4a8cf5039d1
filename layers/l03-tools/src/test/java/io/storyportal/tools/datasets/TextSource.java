package io.storyportal.tools.datasets;

import io.storyportal.tools.datasets.read.DatasetSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A dataset out of a string or bytes. */
public record TextSource(String name, byte[] bytes) implements DatasetSource {
    public static TextSource of(String text) {
        return new TextSource("test.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    public static TextSource of(String text, Charset charset) {
        return new TextSource("test.csv", text.getBytes(charset));
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
