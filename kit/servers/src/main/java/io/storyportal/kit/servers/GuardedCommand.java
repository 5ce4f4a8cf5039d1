package io.storyportal.kit.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a {@link GuardedProcess} runs.
 *
 * @param name for the pid file, {@code <name>.pid} in {@code pidFolder}
 * @param stopSignal what asks this program to end in order, without the SIG
 * @param folder the working folder
 * @param environment the whole environment; nothing else is inherited
 */
public record GuardedCommand(
        String name,
        List<String> command,
        String stopSignal,
        Path folder,
        Path pidFolder,
        Map<String, String> environment) {

    public GuardedCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A server living in one folder, told nothing but where programs are. */
    static GuardedCommand server(String name, List<String> command, String stopSignal, Path folder) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return new GuardedCommand(name, command, stopSignal, folder, folder, Map.of("PATH", path, "LC_ALL", "C"));
    }
}
