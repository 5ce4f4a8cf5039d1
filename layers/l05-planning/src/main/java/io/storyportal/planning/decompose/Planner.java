package io.storyportal.planning.decompose;

import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanOrigin;
import io.storyportal.planning.template.Goal;
import io.storyportal.planning.template.GoalReader;
import io.storyportal.planning.template.GoalReading;
import io.storyportal.planning.template.Match;
import io.storyportal.planning.template.Template;
import io.storyportal.planning.template.TemplateCatalogue;
import io.storyportal.planning.template.TemplateInstantiator;
import io.storyportal.planning.template.TemplateMatcher;
import io.storyportal.planning.validation.Finding;
import io.storyportal.planning.validation.PlanValidator;
import io.storyportal.planning.validation.ToolCatalogue;
import io.storyportal.planning.work.ModelService;
import io.storyportal.planning.work.ToolRunner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Goal to plan: what served a goal of this shape before, else the template it means, else a model. Whatever the source,
 * the plan is validated here, and failing that the caller gets a problem and never a plan.
 */
public final class Planner {
    private final TemplateCatalogue catalogue;
    private final TemplateMeaning meaning;
    private final PlanMemory memory;
    private final ModelPlanner modelPlanner;
    private final Surroundings around;

    /** What planning looks things up in. */
    public record Surroundings(ToolRunner tools, ModelService models, PlanValidator validator) {}

    Planner(
            TemplateCatalogue catalogue,
            TemplateMeaning meaning,
            PlanMemory memory,
            ModelPlanner modelPlanner,
            Surroundings around) {
        this.catalogue = catalogue;
        this.meaning = meaning;
        this.memory = memory;
        this.modelPlanner = modelPlanner;
        this.around = around;
    }

    /** The plan if none has to think long about it; empty when a model has to and can. */
    public Mono<PlanDefinition> planAtOnce(TenantId tenant, Goal goal) {
        GoalReading reading = new GoalReader().read(goal);
        String named = goal.options().template();
        return named != null
                ? Mono.fromSupplier(() -> fromTemplate(named(named), reading)).flatMap(this::validated)
                : recalled(tenant, reading).switchIfEmpty(Mono.defer(() -> match(tenant, reading)
                        .flatMap(found -> found.map(this::validated).orElseGet(this::whetherAModelCan))));
    }

    /** Empty also for a plan that was good once: a tool of it may be gone. */
    private Mono<PlanDefinition> recalled(TenantId tenant, GoalReading reading) {
        return memory.recall(tenant, reading)
                .flatMap(this::validated)
                .onErrorResume(
                        failure -> failure instanceof ProblemException problem
                                && problem.problem() == PlanningProblem.PLAN_INVALID,
                        outdated -> memory.forget(tenant, reading).then(Mono.empty()));
    }

    /** The plan by a model, however long it takes. */
    public Mono<PlanDefinition> planByModel(TenantId tenant, Goal goal, String key) {
        GoalReading reading = new GoalReader().read(goal);
        return around.tools()
                .catalogue()
                .flatMap(tools -> modelPlanner.plan(reading, tools, key))
                .delayUntil(drafted -> memory.keepDraft(tenant, reading, drafted))
                .map(ModelPlanner.Drafted::plan);
    }

    /** Embeds the templates' examples ahead of the first goal. */
    public Mono<Void> warm() {
        return meaning.warm();
    }

    private Mono<Optional<PlanDefinition>> match(TenantId tenant, GoalReading reading) {
        return meaning.of(reading).flatMap(found -> switch (new TemplateMatcher(catalogue)
                .match(reading, found.likeness())) {
            case Match.Fits fits ->
                Mono.just(Optional.of(TemplateInstantiator.plan(
                                fits.template(), reading, PlanOrigin.Source.TEMPLATE, fits.reason())))
                        .delayUntil(plan -> found.byMeaning() ? memory.keepMatch(tenant, reading, fits) : Mono.empty());
            case Match.Lacks lacks -> Mono.error(lacking(lacks.template(), lacks.missing()));
            case Match.NoneFits none -> Mono.just(Optional.empty());
        });
    }

    private Template named(String name) {
        return catalogue
                .named(name)
                .orElseThrow(() -> PlanningProblem.UNKNOWN_TEMPLATE.exception(
                        "There is no template %s; there are %s".formatted(name, String.join(", ", catalogue.names()))));
    }

    private static PlanDefinition fromTemplate(Template template, GoalReading reading) {
        TemplateMatcher.missing(template, reading).ifPresent(missing -> {
            throw lacking(template, missing);
        });
        String reason = "Template " + template.name() + ", as asked for.";
        return TemplateInstantiator.plan(template, reading, PlanOrigin.Source.TEMPLATE, reason);
    }

    private static RuntimeException lacking(Template template, String missing) {
        return PlanningProblem.GOAL_LACKS
                .exception("This looks like '%s', which needs %s".formatted(template.name(), missing))
                .with("template", template.name())
                .with("missing", missing);
    }

    private Mono<PlanDefinition> whetherAModelCan() {
        return around.models()
                .available()
                .flatMap(available -> available
                        ? Mono.empty()
                        : Mono.error(PlanningProblem.NO_PLAN.exception(
                                "No template fits this goal, and no model provider is configured that could plan it")));
    }

    private Mono<PlanDefinition> validated(PlanDefinition plan) {
        return around.tools()
                .catalogue()
                .map(Optional::of)
                // L03 away: the plan waits for it anyway, and what it cannot run fails there by name.
                .onErrorReturn(Optional.empty())
                .map(tools -> accepted(plan, tools.orElse(null)));
    }

    private PlanDefinition accepted(PlanDefinition plan, @Nullable ToolCatalogue tools) {
        List<Finding> findings = around.validator().validate(plan, tools);
        if (findings.isEmpty()) {
            return plan;
        }
        throw PlanningProblem.PLAN_INVALID
                .exception(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")))
                .with("findings", findings);
    }
}
