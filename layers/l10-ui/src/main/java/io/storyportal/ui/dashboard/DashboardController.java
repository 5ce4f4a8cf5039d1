package io.storyportal.ui.dashboard;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the pages show; L09 passes {@code /api/v1/dashboard/**} here. */
@RestController
@RequestMapping("/dashboard")
final class DashboardController {

    private final Overviews overviews;
    private final Statistics statistics;
    private final Details details;

    DashboardController(Overviews overviews, Statistics statistics, Details details) {
        this.overviews = overviews;
        this.statistics = statistics;
        this.details = details;
    }

    @GetMapping("/overview")
    Mono<Overview> overview(Caller caller) {
        return overviews.of(caller);
    }

    @GetMapping("/stats")
    Mono<Stats> stats(Caller caller) {
        return statistics.of(caller);
    }

    @GetMapping("/agents")
    Mono<Page<AgentLine>> agents(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[a-z_]{1,32}") String status,
            @RequestParam(required = false) @Nullable @Min(1) @Max(Limit.MAX) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor) {
        return details.agents(status, Limit.of(limit), cursor);
    }

    @GetMapping("/agent/{id}")
    Mono<AgentDetail> agent(@PathVariable UUID id) {
        return details.agent(id);
    }

    @GetMapping("/goal/{id}")
    Mono<GoalDetail> goal(@PathVariable UUID id) {
        return details.goal(id);
    }
}
