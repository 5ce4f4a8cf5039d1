package io.storyportal.planning.bridge;

import io.storyportal.client.l03.api.InvocationControllerApi;
import io.storyportal.client.l03.api.ToolControllerApi;
import io.storyportal.client.l03.model.Effects;
import io.storyportal.client.l03.model.InvokeRequest;
import io.storyportal.client.l03.model.InvokeResponse;
import io.storyportal.client.l03.model.PageToolView;
import io.storyportal.client.l03.model.ToolView;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.planning.validation.ToolCatalogue;
import io.storyportal.planning.work.ToolRunner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** L03 as this layer needs it. */
public final class L03Bridge implements ToolRunner {
    private static final Duration LONGEST_CALL = Duration.ofMinutes(70);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration CATALOGUE_KEPT = Duration.ofSeconds(30);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int ALL = 500;

    private final InvocationControllerApi invocations;
    private final Mono<ToolCatalogue> catalogue;
    private final JsonMapper json;
    private volatile ToolCatalogue lastKnown = new ToolCatalogue(Map.of());

    public L03Bridge(Bridges bridges, JsonMapper json) {
        ToolControllerApi tools = bridges.client("l03", ToolControllerApi.class);
        this.invocations = bridges.client("l03", InvocationControllerApi.class, LONGEST_CALL);
        this.json = json;
        this.catalogue = Mono.defer(() -> tools.listTools(null, null, null, null, true, ALL, null))
                .mapNotNull(ResponseEntity::getBody)
                .map(this::catalogue)
                .onErrorMap(RemoteFailures::ofWork)
                .cache(found -> CATALOGUE_KEPT, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** The tools are the platform's, the same for every tenant. */
    @Override
    public Mono<ToolCatalogue> catalogue() {
        return catalogue;
    }

    @Override
    public Mono<Boolean> runsOnce(String tool) {
        return catalogue
                .onErrorResume(away -> Mono.fromSupplier(() -> lastKnown))
                .map(found -> found.tool(tool).map(ToolCatalogue.Tool::once).orElse(true));
    }

    private ToolCatalogue catalogue(PageToolView page) {
        Map<String, ToolCatalogue.Tool> byName = new HashMap<>();
        for (ToolView tool : L01Records.list(page.getItems())) {
            String name = L01Records.given(tool.getName());
            Map<String, Object> schema = Objects.requireNonNullElse(tool.getInputSchema(), Map.of());
            String description = Objects.requireNonNullElse(tool.getDescription(), "");
            byName.put(
                    name,
                    new ToolCatalogue.Tool(
                            name, description, json.valueToTree(schema), tool.getEffects() == Effects.ONCE));
        }
        lastKnown = new ToolCatalogue(byName);
        return lastKnown;
    }

    @Override
    public Mono<JsonNode> call(ToolCall call) {
        InvokeRequest request = new InvokeRequest(json.convertValue(call.input(), OBJECT))
                .agentId(call.agent())
                .callKey(call.key())
                .timeoutMs(call.timeout().toMillis());
        return invocations
                .invokeTool(call.tool(), Mono.just(request), null)
                .mapNotNull(ResponseEntity::getBody)
                .timeout(call.timeout().plus(GRACE))
                .map(this::output)
                .onErrorMap(RemoteFailures::ofWork);
    }

    private JsonNode output(InvokeResponse answer) {
        Object output = answer.getOutput();
        return output == null ? JsonNodeFactory.instance.objectNode() : json.valueToTree(output);
    }
}
