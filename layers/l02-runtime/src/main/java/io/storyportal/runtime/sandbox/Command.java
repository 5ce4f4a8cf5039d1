package io.storyportal.runtime.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One command to run. The words go to the program as they are: no shell reads them unless the first word is one.
 *
 * @param environment added to the small fixed environment of every sandbox
 * @param timeout from the start of the program
 */
public record Command(List<String> words, byte[] stdin, Map<String, String> environment, Duration timeout) {

    public static Command of(Duration timeout, String... words) {
        return new Command(List.of(words), new byte[0], Map.of(), timeout);
    }

    public Command withTimeout(Duration other) {
        return new Command(words, stdin, environment, other);
    }
}
