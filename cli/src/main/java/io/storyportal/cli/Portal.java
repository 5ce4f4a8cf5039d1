package io.storyportal.cli;

import io.storyportal.cli.backup.BackupCommand;
import io.storyportal.cli.backup.RestoreCommand;
import io.storyportal.cli.doctor.DoctorCommand;
import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.fleet.Home;
import io.storyportal.cli.goals.GoalCommand;
import io.storyportal.cli.history.VerifyCommand;
import io.storyportal.cli.launch.BenchCommand;
import io.storyportal.cli.launch.DownCommand;
import io.storyportal.cli.launch.LogsCommand;
import io.storyportal.cli.launch.StatusCommand;
import io.storyportal.cli.launch.UpCommand;
import io.storyportal.cli.lists.AgentsCommand;
import io.storyportal.cli.lists.EventsCommand;
import io.storyportal.cli.lists.OpenCommand;
import io.storyportal.cli.lists.PlansCommand;
import io.storyportal.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code portal} command. */
@Command(
        name = "portal",
        mixinStandardHelpOptions = true,
        versionProvider = Portal.Version.class,
        description = "Runs the Story Portal Platform and sends it goals.",
        scope = ScopeType.INHERIT,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ScriptCommand.Setup.class,
            ScriptCommand.Test.class,
            DoctorCommand.class,
            GoalCommand.class,
            AgentsCommand.class,
            PlansCommand.class,
            EventsCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            OpenCommand.class,
            BenchCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Portal implements Runnable {

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON object instead of text (a stream prints one per line).")
    private boolean json;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print stack traces on errors.")
    private boolean debug;

    private final Map<String, String> environment;
    private final Terminal terminal;

    Portal(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var portal = new Portal(environment, Terminal.system(environment));
        System.exit(portal.commandLine().execute(arguments));
    }

    CommandLine commandLine() {
        var commandLine = new CommandLine(this);
        commandLine.setExecutionExceptionHandler(new ErrorPrinter(this));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    /** Without a subcommand: the help. */
    @Override
    public void run() {
        terminal.line(commandLine().getUsageMessage());
    }

    public boolean json() {
        return json;
    }

    boolean debug() {
        return debug;
    }

    public Terminal terminal() {
        return terminal;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** The project's folder; the script tells where it lies. */
    public Path root() {
        return Path.of(System.getProperty("portal.root", environment.getOrDefault("PORTAL_ROOT", ".")))
                .toAbsolutePath()
                .normalize();
    }

    public Home home() {
        return Home.of(root(), environment);
    }

    public Fleet fleet() {
        return Fleet.read(root(), portOffset());
    }

    public int portOffset() {
        var text = environment.getOrDefault("PORTAL_PORT_OFFSET", "0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new FleetException(
                    "PORTAL_PORT_OFFSET is '" + text + "'", "Set it to a whole number, such as 1000", e);
        }
    }

    /** From the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Portal.class.getPackage().getImplementationVersion();
            return new String[] {"portal " + (version == null ? "unpackaged" : version)};
        }
    }
}
