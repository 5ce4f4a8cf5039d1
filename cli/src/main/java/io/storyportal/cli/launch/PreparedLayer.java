package io.storyportal.cli.launch;

import java.nio.file.Path;
import java.util.Optional;

/** A layer's program unpacked, and its AOT cache where one could be made. */
public record PreparedLayer(Path jar, Optional<Path> cache) {}
