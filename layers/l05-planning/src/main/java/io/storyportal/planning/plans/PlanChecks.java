package io.storyportal.planning.plans;

import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.definition.DefinitionCodec;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanSignature;
import io.storyportal.planning.definition.PlanTask;
import io.storyportal.planning.ledger.PlanRecord;
import io.storyportal.planning.validation.Finding;
import io.storyportal.planning.validation.PlanValidator;
import io.storyportal.planning.validation.TaskGraph;
import io.storyportal.planning.validation.ToolCatalogue;
import io.storyportal.planning.work.ToolRunner;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says whether a stored plan may run, and in which order it would. */
public final class PlanChecks {
    private final PlanSignature signature;
    private final PlanValidator validator;
    private final ToolRunner tools;

    public PlanChecks(PlanSignature signature, PlanValidator validator, ToolRunner tools) {
        this.signature = signature;
        this.validator = validator;
        this.tools = tools;
    }

    /**
     * @param order every task after those it waits for; empty for a plan with a cycle
     * @param criticalPath the chain with the most steps, as nobody knows yet what each takes
     */
    public record Verdict(
            boolean valid, boolean signed, List<Finding> findings, List<String> order, List<String> criticalPath) {}

    Mono<Verdict> verdict(TenantId tenant, PlanRecord plan) {
        boolean signed = signed(tenant, plan);
        return tools.catalogue()
                .map(Optional::of)
                .onErrorReturn(Optional.empty())
                .map(catalogue -> verdict(plan, signed, catalogue.orElse(null)));
    }

    /** Refuses a plan that may not run. */
    Mono<Void> require(TenantId tenant, PlanRecord plan) {
        return verdict(tenant, plan).flatMap(verdict -> {
            if (!verdict.signed()) {
                return Mono.error(PlanningProblem.PLAN_ALTERED.exception("Its signature does not match what it says"));
            }
            return verdict.valid() ? Mono.empty() : Mono.error(invalid(verdict.findings()));
        });
    }

    boolean signed(TenantId tenant, PlanRecord plan) {
        var scope = new PlanSignature.Scope(tenant.value(), plan.goalId(), plan.id());
        String signature = plan.signature();
        return signature != null && this.signature.verifies(scope, plan.steps(), signature);
    }

    /** The step and all that come after it. */
    Set<String> stepsFrom(PlanRecord plan, @Nullable String step) {
        if (step == null) {
            return Set.of();
        }
        PlanDefinition definition = DefinitionCodec.read(plan.steps());
        if (definition.task(step).isEmpty()) {
            throw CommonProblem.INVALID.exception("The plan has no task " + step);
        }
        Set<String> steps = new HashSet<>(new TaskGraph(definition).descendants(step));
        steps.add(step);
        return steps;
    }

    private Verdict verdict(PlanRecord plan, boolean signed, @Nullable ToolCatalogue catalogue) {
        PlanDefinition definition;
        try {
            definition = DefinitionCodec.read(plan.steps());
        } catch (IllegalArgumentException e) {
            Finding unreadable = new Finding("schema", null, String.valueOf(e.getMessage()));
            return new Verdict(false, signed, List.of(unreadable), List.of(), List.of());
        }
        List<Finding> findings = validator.validate(definition, catalogue);
        TaskGraph graph = new TaskGraph(definition);
        if (graph.cycle().isPresent()) {
            return new Verdict(false, signed, findings, List.of(), List.of());
        }
        List<String> ids = definition.tasks().stream().map(PlanTask::id).toList();
        List<String> order = graph.order().stream().filter(ids::contains).toList();
        return new Verdict(
                findings.isEmpty() && signed,
                signed,
                findings,
                order,
                graph.criticalPath(task -> Duration.ofSeconds(1)));
    }

    private static RuntimeException invalid(List<Finding> findings) {
        return PlanningProblem.PLAN_INVALID
                .exception(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")))
                .with("findings", findings);
    }
}
