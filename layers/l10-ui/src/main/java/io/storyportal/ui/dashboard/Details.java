package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.Agent;
import io.storyportal.kit.web.page.Page;
import io.storyportal.ui.bridge.L01Bridge;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lists and single things, read fresh: who looks at one waits for it to change. */
final class Details {

    private static final int RUNS = 50;
    private static final int EVENTS = 12;
    private static final int TASKS = 500;

    private final L01Bridge l01;
    private final Statistics statistics;

    Details(L01Bridge l01, Statistics statistics) {
        this.l01 = l01;
        this.statistics = statistics;
    }

    Mono<Page<AgentLine>> agents(@Nullable String status, int limit, @Nullable String cursor) {
        return l01.agents(status, limit, cursor)
                .map(page ->
                        new Page<>(page.getItems().stream().map(AgentLine::of).toList(), page.getNextCursor()));
    }

    Mono<AgentDetail> agent(UUID id) {
        return Mono.zip(l01.agent(id), l01.executions(id, RUNS), l01.latestEventsOf(id, EVENTS), statistics.usage(id))
                .map(parts -> {
                    Agent agent = parts.getT1();
                    return new AgentDetail(
                            agent, AgentLine.trustOf(agent), parts.getT2().getItems(), parts.getT3(), parts.getT4());
                });
    }

    Mono<GoalDetail> goal(UUID id) {
        Mono<GoalDetail> unplanned = l01.goal(id).map(goal -> new GoalDetail(goal, null, List.of()));
        return Mono.zip(l01.goal(id), l01.planOf(id))
                .flatMap(found -> l01.tasksOf(found.getT2().getId(), TASKS)
                        .map(tasks -> new GoalDetail(found.getT1(), found.getT2(), tasks)))
                .switchIfEmpty(unplanned);
    }
}
