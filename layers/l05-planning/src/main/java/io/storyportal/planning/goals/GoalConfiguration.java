package io.storyportal.planning.goals;

import io.storyportal.planning.decompose.Planner;
import io.storyportal.planning.execution.ProgressHub;
import io.storyportal.planning.execution.Runs;
import io.storyportal.planning.ledger.ArtifactStore;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.plans.PlanAuthor;
import io.storyportal.planning.plans.PlanViews;
import io.storyportal.planning.requests.RepeatedRequests;
import jakarta.validation.Validator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the intake and the reports together. */
@Configuration(proxyBeanMethods = false)
class GoalConfiguration {

    @Bean
    GoalPlanning goalPlanning(Planner planner, PlanAuthor author, PlanLedger ledger, ProgressHub hub, Clock clock) {
        return new GoalPlanning(planner, author, ledger, hub, clock);
    }

    @Bean
    GoalAcceptance goalAcceptance(Planner planner, PlanAuthor author, PlanLedger ledger, Runs runs, Clock clock) {
        return new GoalAcceptance(planner, author, ledger, runs, clock);
    }

    @Bean
    GoalIntake goalIntake(GoalAcceptance acceptance, RepeatedRequests requests, PlanLedger ledger, PlanViews views) {
        return new GoalIntake(acceptance, requests, ledger, views);
    }

    @Bean
    GoalForm goalForm(ArtifactStore store, GoalIntake intake, JsonMapper json, Validator validator) {
        return new GoalForm(store, intake, json, validator);
    }

    @Bean
    GoalListing goalListing(PlanLedger ledger, ProgressHub hub, Clock clock) {
        return new GoalListing(ledger, new GoalReports(ledger, hub, clock));
    }
}
