package io.storyportal.cli.lists;

import io.storyportal.cli.Portal;
import io.storyportal.cli.door.DoorOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portal plans}. */
@Command(name = "plans", description = "List the plans and how far they are.")
public final class PlansCommand implements Callable<Integer> {

    @ParentCommand
    private Portal portal;

    @Mixin
    private DoorOptions door;

    @Option(names = "--limit", defaultValue = "50", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        return new Listing(portal, door.door(portal))
                .print(
                        "/api/v1/plans?limit=" + limit,
                        List.of("id", "goal_id", "plan_type", "origin", "status", "created_at"));
    }
}
