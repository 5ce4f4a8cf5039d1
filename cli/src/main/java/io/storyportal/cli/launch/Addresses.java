package io.storyportal.cli.launch;

import io.storyportal.cli.terminal.Terminal;

/** Where people find a running fleet. */
final class Addresses {

    private Addresses() {}

    static void print(Terminal terminal, String door) {
        var shown = door.replace("127.0.0.1", "localhost");
        terminal.line("  Dashboard  " + shown + "/ui/");
        terminal.line("  API        " + shown + "/api/v1");
    }
}
