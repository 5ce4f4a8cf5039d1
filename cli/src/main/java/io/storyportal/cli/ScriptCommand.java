package io.storyportal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Commands that the {@code portal} script does itself, because they must work before anything is built. They stand here
 * for the help and the completion.
 */
final class ScriptCommand {

    private ScriptCommand() {}

    @Command(
            name = "setup",
            description = "Install the Debian packages this machine lacks (as root), or print the command that does.")
    static final class Setup implements Callable<Integer> {
        @Override
        public Integer call() {
            return onlyByScript();
        }
    }

    @Command(name = "test", description = "Set up, then run every test (./mvnw verify).")
    static final class Test implements Callable<Integer> {

        @Option(names = "--layer", paramLabel = "<id>", description = "Only this layer and what it is made of.")
        private String layer = "";

        @Option(names = "--all", description = "Also the tests tagged slow.")
        private boolean all;

        @Override
        public Integer call() {
            return onlyByScript();
        }
    }

    private static int onlyByScript() {
        System.err.println("Run ./portal at the root of the project.");
        return ExitCode.USAGE;
    }
}
