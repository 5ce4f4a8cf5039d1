package io.storyportal.planning.plans;

import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.execution.Runs;
import io.storyportal.planning.ledger.PlanLedger;
import io.storyportal.planning.requests.RepeatedRequests;
import io.storyportal.planning.requests.RequestTurns;
import io.storyportal.planning.validation.PlanValidator;
import io.storyportal.planning.work.ToolRunner;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the control of plans together. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

    @Bean
    PlanChecks planChecks(PlanSignature signature, PlanValidator validator, ToolRunner tools) {
        return new PlanChecks(signature, validator, tools);
    }

    @Bean
    PlanViews planViews(PlanLedger ledger, PlanChecks checks) {
        return new PlanViews(ledger, checks);
    }

    @Bean
    PlanControl planControl(PlanLedger ledger, Runs runs, PlanChecks checks, Clock clock) {
        return new PlanControl(ledger, runs, checks, clock);
    }

    @Bean
    RepeatedRequests repeatedRequests(TenantTransactions transactions) {
        return new RepeatedRequests(new RequestTurns(transactions));
    }

    @Bean
    PlanMoves planMoves(PlanControl control, PlanViews views, RepeatedRequests requests) {
        return new PlanMoves(control, views, requests);
    }
}
