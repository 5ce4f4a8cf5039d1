package io.storyportal.cli.lists;

import io.storyportal.cli.ExitCode;
import io.storyportal.cli.Portal;
import io.storyportal.cli.door.DoorOptions;
import io.storyportal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code portal open}: the dashboard in a browser, or its address where there is none. */
@Command(name = "open", description = "Open the dashboard in a browser.")
public final class OpenCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Mixin
    private DoorOptions door;

    @Override
    public Integer call() throws IOException {
        var url = door.door(portal).address().toString().replace("127.0.0.1", "localhost") + "/ui/";
        var opener = opener();
        if (opener.isPresent()) {
            new ProcessBuilder(opener.get(), url)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        portal.terminal()
                .line(
                        portal.json()
                                ? Json.pretty(Json.object().put("url", url).put("opened", opener.isPresent()))
                                : (opener.isPresent() ? "Opened " : "Open ") + url);
        return ExitCode.OK;
    }

    /** Only where there is a desktop to open it on. */
    private Optional<String> opener() {
        var environment = portal.environment();
        if (!environment.containsKey("DISPLAY") && !environment.containsKey("WAYLAND_DISPLAY")) {
            return Optional.empty();
        }
        return List.of("/usr/bin/xdg-open", "/usr/bin/x-www-browser").stream()
                .filter(program -> Files.isExecutable(Path.of(program)))
                .findFirst();
    }
}
