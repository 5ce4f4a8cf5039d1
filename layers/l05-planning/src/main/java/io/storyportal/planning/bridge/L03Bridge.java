package io.storyportal.planning.bridge;

import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.planning.validation.ToolCatalogue;
import io.storyportal.planning.work.ToolRunner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** L03 as this layer needs it. */
public final class L03Bridge implements ToolRunner {
    private static final Duration LONGEST_CALL = Duration.ofMinutes(70);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration CATALOGUE_KEPT = Duration.ofSeconds(30);
    private static final int ALL = 500;

    private final ToolsApi tools;
    private final Mono<ToolCatalogue> catalogue;

    public L03Bridge(Bridges bridges) {
        this.tools = bridges.client("l03", ToolsApi.class, LONGEST_CALL);
        ToolsApi quick = bridges.client("l03", ToolsApi.class);
        this.catalogue = Mono.defer(() -> quick.tools(ALL))
                .map(L03Bridge::catalogue)
                .onErrorMap(RemoteFailures::ofWork)
                .cache(found -> CATALOGUE_KEPT, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** What this layer uses of L03's API. */
    interface ToolsApi {
        record Listed(
                String name,
                @Nullable String description,
                @Nullable JsonNode schemaDef,
                @Nullable Boolean enabled) {}

        record Tools(List<Listed> items) {}

        record Invocation(JsonNode input, UUID agentId, String callKey, long timeoutMs) {}

        record Invoked(@Nullable JsonNode output) {}

        @GetExchange("/tools")
        Mono<Tools> tools(@RequestParam("limit") int limit);

        @PostExchange("/tools/{name}/invoke")
        Mono<Invoked> invoke(@PathVariable("name") String name, @RequestBody Invocation invocation);
    }

    @Override
    public Mono<ToolCatalogue> catalogue() {
        return catalogue;
    }

    private static ToolCatalogue catalogue(ToolsApi.Tools listed) {
        Map<String, ToolCatalogue.Tool> byName = new HashMap<>();
        for (ToolsApi.Listed tool : listed.items()) {
            if (!Boolean.FALSE.equals(tool.enabled())) {
                JsonNode schema = tool.schemaDef() == null ? JsonNodeFactory.instance.objectNode() : tool.schemaDef();
                String description = tool.description() == null ? "" : tool.description();
                byName.put(tool.name(), new ToolCatalogue.Tool(tool.name(), description, schema));
            }
        }
        return new ToolCatalogue(byName);
    }

    @Override
    public Mono<JsonNode> call(ToolCall call) {
        var invocation = new ToolsApi.Invocation(
                call.input(), call.agent(), call.key(), call.timeout().toMillis());
        return tools.invoke(call.tool(), invocation)
                .timeout(call.timeout().plus(GRACE))
                .map(done -> done.output() == null ? JsonNodeFactory.instance.objectNode() : done.output())
                .onErrorMap(RemoteFailures::ofWork);
    }
}
