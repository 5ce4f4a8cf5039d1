package io.storyportal.cli;

import io.storyportal.cli.door.RefusedException;
import io.storyportal.cli.door.UnreachableException;
import io.storyportal.cli.fleet.FleetException;
import io.storyportal.cli.terminal.Json;
import io.storyportal.cli.terminal.Terminal;
import io.storyportal.cli.terminal.Terminal.Tone;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.ObjectNode;

/** What went wrong, and what to do: never a stack trace unless asked for. */
final class ErrorPrinter implements IExecutionExceptionHandler {

    private static final int FIRST_SERVER_ERROR = 500;

    private final Portal portal;

    ErrorPrinter(Portal portal) {
        this.portal = portal;
    }

    private record Told(String title, String detail, String remedy, int exitCode) {}

    @Override
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult parsed) {
        var told = tell(exception);
        if (portal.json()) {
            portal.terminal().line(Json.pretty(json(told, exception)));
        } else {
            print(portal.terminal(), told, exception);
        }
        if (portal.debug()) {
            exception.printStackTrace(portal.terminal().errors());
        }
        return told.exitCode();
    }

    private static Told tell(Exception exception) {
        return switch (exception) {
            case RefusedException refused ->
                new Told(
                        refused.problem().title(),
                        refused.problem().detail(),
                        refused.problem().remedy(),
                        refused.problem().status() >= FIRST_SERVER_ERROR ? ExitCode.PLATFORM_ERROR : ExitCode.REFUSED);
            case UnreachableException unreachable ->
                new Told(
                        "The platform does not answer",
                        String.valueOf(unreachable.getMessage()),
                        "Start it with './portal up', or name another address with --url",
                        ExitCode.UNREACHABLE);
            case FleetException fleet ->
                new Told(String.valueOf(fleet.getMessage()), "", fleet.remedy(), ExitCode.MACHINE);
            default ->
                new Told(
                        "This went wrong unexpectedly",
                        exception.getClass().getSimpleName() + ": " + exception.getMessage(),
                        "Run it again with --debug and report what it prints",
                        ExitCode.FAILED);
        };
    }

    private static void print(Terminal terminal, Told told, Exception exception) {
        terminal.error(terminal.paint(Tone.BAD, "✗ ") + terminal.paint(Tone.BOLD, told.title()));
        if (!told.detail().isBlank()) {
            terminal.error("  " + told.detail());
        }
        if (!told.remedy().isBlank()) {
            terminal.error("  → " + told.remedy());
        }
        if (exception instanceof RefusedException refused) {
            terminal.error(terminal.paint(
                    Tone.DIM,
                    "  " + refused.problem().code() + " trace "
                            + refused.problem().traceId()));
        }
    }

    private static ObjectNode json(Told told, Exception exception) {
        var error = Json.object();
        error.put("title", told.title()).put("detail", told.detail()).put("remedy", told.remedy());
        if (exception instanceof RefusedException refused) {
            error.put("code", refused.problem().code())
                    .put("status", refused.problem().status());
            error.put("trace_id", refused.problem().traceId());
        }
        return Json.object().set("error", error);
    }
}
