package io.storyportal.cli.lists;

import io.storyportal.cli.Portal;
import io.storyportal.cli.door.DoorOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portal agents}. */
@Command(name = "agents", description = "List the agents.")
public final class AgentsCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Mixin
    private DoorOptions door;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        return new Listing(portal, door.door(portal))
                .print("/api/v1/agents?limit=" + limit, List.of("id", "name", "agent_type", "status", "created_at"));
    }
}
