package io.storyportal.planning.decompose;

import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanOrigin;
import io.storyportal.planning.template.GoalReading;
import io.storyportal.planning.validation.Finding;
import io.storyportal.planning.validation.PlanValidator;
import io.storyportal.planning.validation.ToolCatalogue;
import io.storyportal.planning.work.ModelService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Lets a model decompose a goal. Its answer is input from a stranger: it is held to the same rules as any plan, told once
 * what is wrong with it, and refused if the second answer is no better.
 */
final class ModelPlanner {
    private final ModelService models;
    private final PlanValidator validator;

    ModelPlanner(ModelService models, PlanValidator validator) {
        this.models = models;
        this.validator = validator;
    }

    /** @param draft the model's tasks with files by ordinal, to be kept for goals of the same shape */
    record Drafted(JsonNode draft, PlanDefinition plan) {}

    /** @param key of this goal's planning: a retry after a crash gets the first answer again */
    Mono<Drafted> plan(GoalReading reading, ToolCatalogue tools, String key) {
        String request = ModelBriefing.request(reading);
        return ask(request, reading, tools, key + "/1")
                .flatMap(first -> first.findings().isEmpty()
                        ? Mono.just(first.drafted())
                        : ask(request + complaint(first.findings()), reading, tools, key + "/2")
                                .flatMap(second -> second.findings().isEmpty()
                                        ? Mono.just(second.drafted())
                                        : Mono.error(unusable(second.findings()))));
    }

    private record Attempt(Drafted drafted, List<Finding> findings) {}

    private Mono<Attempt> ask(String request, GoalReading reading, ToolCatalogue tools, String key) {
        var question = new ModelService.Question(
                ModelBriefing.system(tools), request, ModelBriefing.answerSchema(), null, key);
        return models.infer(question).map(answer -> attempt(answer, reading, tools));
    }

    private Attempt attempt(ModelService.Answer answer, GoalReading reading, ToolCatalogue tools) {
        JsonNode draft = answer.output();
        if (draft == null) {
            throw PlanningProblem.MODEL_PLAN_UNUSABLE.exception("The model answered without a plan");
        }
        try {
            PlanOrigin origin = new PlanOrigin(
                    PlanOrigin.Source.MODEL, "Planned by the model " + answer.model() + ".", null, answer.cost());
            PlanDefinition plan = ModelDraft.plan(draft, reading, origin);
            List<Finding> findings = new ArrayList<>(validator.validate(plan, tools));
            return new Attempt(new Drafted(draft, plan), findings);
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw PlanningProblem.MODEL_PLAN_UNUSABLE.exception("The model's plan cannot be read: " + e.getMessage());
        }
    }

    private static String complaint(List<Finding> findings) {
        return "\n\nYour last plan was refused:\n"
                + findings.stream().map(finding -> "- " + finding).collect(Collectors.joining("\n"))
                + "\nGive a corrected plan.";
    }

    private static RuntimeException unusable(List<Finding> findings) {
        return PlanningProblem.MODEL_PLAN_UNUSABLE
                .exception("The model's plan is not valid: "
                        + findings.stream().map(Finding::toString).collect(Collectors.joining("; ")))
                .with("findings", findings);
    }
}
