package io.storyportal.planning.decompose;

import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.definition.Cost;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanOrigin;
import io.storyportal.planning.template.GoalReading;
import io.storyportal.planning.validation.Finding;
import io.storyportal.planning.validation.PlanValidator;
import io.storyportal.planning.validation.ToolCatalogue;
import io.storyportal.planning.work.ModelService;
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
        return ask(request, tools, key + "/1").flatMap(first -> switch (judge(first, Cost.NONE, reading, tools)) {
            case Verdict.Sound sound -> Mono.just(sound.drafted());
            case Verdict.Refused refused ->
                ask(request + complaint(refused.findings()), tools, key + "/2")
                        .map(second -> switch (judge(second, Cost.of(first.cost()), reading, tools)) {
                            case Verdict.Sound sound -> sound.drafted();
                            case Verdict.Refused again -> throw unusable(again.findings());
                        });
        });
    }

    private sealed interface Verdict {
        record Sound(Drafted drafted) implements Verdict {}

        record Refused(List<Finding> findings) implements Verdict {}
    }

    private Mono<ModelService.Answer> ask(String request, ToolCatalogue tools, String key) {
        return models.infer(new ModelService.Question(
                ModelBriefing.system(tools), request, ModelBriefing.answerSchema(), null, key));
    }

    /** @param before what an earlier answer to the same goal cost */
    private Verdict judge(ModelService.Answer answer, Cost before, GoalReading reading, ToolCatalogue tools) {
        JsonNode draft = answer.output();
        if (draft == null) {
            return unreadable("the answer holds no plan");
        }
        PlanOrigin origin = new PlanOrigin(
                PlanOrigin.Source.MODEL,
                "Planned by the model " + answer.model() + ".",
                null,
                before.plus(Cost.of(answer.cost())).amount());
        try {
            PlanDefinition plan = ModelDraft.plan(draft, reading, origin);
            List<Finding> findings = validator.validate(plan, tools);
            return findings.isEmpty() ? new Verdict.Sound(new Drafted(draft, plan)) : new Verdict.Refused(findings);
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            return unreadable("the plan cannot be read: " + e.getMessage());
        }
    }

    private static Verdict unreadable(String why) {
        return new Verdict.Refused(List.of(Finding.of("schema", null, why)));
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
