package io.storyportal.planning.decompose;

import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanOrigin;
import io.storyportal.planning.template.GoalReading;
import io.storyportal.planning.template.Match;
import io.storyportal.planning.template.TemplateCatalogue;
import io.storyportal.planning.template.TemplateInstantiator;
import io.storyportal.planning.template.TemplateMatcher;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remembers how a goal of some shape was decomposed: which template it meant, or what a model drafted. Slots and files
 * are filled from the goal at hand each time, so nothing of one goal's data reaches another.
 */
final class PlanMemory {
    private static final JsonMapper JSON = new JsonMapper();

    private final PlanCache cache;
    private final TemplateCatalogue catalogue;
    private final String version;

    PlanMemory(PlanCache cache, TemplateCatalogue catalogue) {
        this.cache = cache;
        this.catalogue = catalogue;
        this.version = Integer.toHexString(catalogue.sentences().hashCode())
                + catalogue.templates().stream()
                        .map(template -> "," + template.name() + ":" + template.version())
                        .collect(Collectors.joining());
    }

    Mono<PlanDefinition> recall(TenantId tenant, GoalReading reading) {
        return cache.get(key(tenant, reading))
                .map(JSON::readTree)
                .flatMap(kept -> Mono.justOrEmpty(plan(kept, reading)))
                .map(plan -> plan.withOrigin(plan.origin().fromCache()))
                // An entry that cannot be read any more is as good as none.
                .onErrorResume(unreadable -> Mono.empty());
    }

    Mono<Void> keepMatch(TenantId tenant, GoalReading reading, Match.Fits fits) {
        ObjectNode entry =
                JSON.createObjectNode().put("template", fits.template().name()).put("reason", fits.reason());
        return cache.put(key(tenant, reading), entry.toString());
    }

    Mono<Void> keepDraft(TenantId tenant, GoalReading reading, ModelPlanner.Drafted drafted) {
        ObjectNode entry =
                JSON.createObjectNode().put("reason", drafted.plan().origin().detail());
        entry.set("draft", drafted.draft());
        return cache.put(key(tenant, reading), entry.toString());
    }

    Mono<Void> forget(TenantId tenant, GoalReading reading) {
        return cache.remove(key(tenant, reading));
    }

    private Optional<PlanDefinition> plan(JsonNode kept, GoalReading reading) {
        String reason = kept.path("reason").asString("");
        if (kept.has("draft")) {
            PlanOrigin origin = new PlanOrigin(PlanOrigin.Source.MODEL, reason, null, BigDecimal.ZERO);
            return Optional.of(ModelDraft.plan(kept.get("draft"), reading, origin));
        }
        return catalogue
                .named(kept.path("template").asString(""))
                .filter(template -> TemplateMatcher.missing(template, reading).isEmpty())
                .map(template -> TemplateInstantiator.plan(template, reading, PlanOrigin.Source.TEMPLATE, reason));
    }

    private String key(TenantId tenant, GoalReading reading) {
        return PlanCache.key(tenant, version, reading.shape());
    }
}
