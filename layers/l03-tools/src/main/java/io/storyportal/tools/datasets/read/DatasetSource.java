package io.storyportal.tools.datasets.read;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be opened, more than once where a tool needs a second look. */
public interface DatasetSource {
    /** As the caller named it. */
    String name();

    InputStream open() throws IOException;
}
