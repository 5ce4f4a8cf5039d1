package io.storyportal.planning.execution;

import io.storyportal.planning.validation.ToolCatalogue;
import io.storyportal.planning.work.ToolRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** L03 in memory: a call key is carried out once, whoever asks and however often; its result outlives the asker. */
public final class FakeTools implements ToolRunner {
    private static final List<String> BUILT_IN = List.of(
            "dataset.schema",
            "dataset.sample",
            "dataset.profile",
            "dataset.quality",
            "dataset.query",
            "dataset.compare",
            "log.inspect",
            "log.errors",
            "log.timeline",
            "web.fetch",
            "web.audit",
            "report.render",
            "document.store",
            "file.read");

    private final Map<String, Function<ToolCall, Mono<JsonNode>>> tools = new ConcurrentHashMap<>();
    private final Map<String, Mono<JsonNode>> byKey = new ConcurrentHashMap<>();
    private final List<String> gone = new CopyOnWriteArrayList<>();
    private final List<String> once = new CopyOnWriteArrayList<>();
    private final List<String> effects = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> inputs = new ConcurrentHashMap<>();
    private volatile boolean keepsFailures = true;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger mostBusy = new AtomicInteger();

    public FakeTools answers(String tool, Function<ToolCall, Mono<JsonNode>> answer) {
        tools.put(tool, answer);
        return this;
    }

    /** The tool waits until the sink is completed. */
    public Sinks.Empty<Void> holds(String tool) {
        Sinks.Empty<Void> gate = Sinks.empty();
        answers(tool, call -> gate.asMono().thenReturn(output(call)));
        return gate;
    }

    static JsonNode output(ToolCall call) {
        return JsonNodeFactory.instance.objectNode().put("by", call.tool()).set("of", call.input());
    }

    /** Each effect that happened, as "step/attempt". */
    public List<String> effects() {
        return List.copyOf(effects);
    }

    /** A failure before the tool began is not recorded, so the same key may be asked again. */
    public void forgetsFailures() {
        keepsFailures = false;
    }

    public JsonNode inputOf(String step) {
        return inputs.get(step);
    }

    public int mostBusy() {
        return mostBusy.get();
    }

    @Override
    public Mono<ToolCatalogue> catalogue() {
        Map<String, ToolCatalogue.Tool> known = new HashMap<>();
        for (String name : BUILT_IN) {
            if (!gone.contains(name)) {
                known.put(name, new ToolCatalogue.Tool(name, "", JsonNodeFactory.instance.objectNode(), false));
            }
        }
        return Mono.just(new ToolCatalogue(known));
    }

    public void removes(String tool) {
        gone.add(tool);
    }

    public void restores(String tool) {
        gone.remove(tool);
    }

    public void mustNotRunTwice(String tool) {
        once.add(tool);
    }

    @Override
    public Mono<Boolean> runsOnce(String tool) {
        return Mono.just(once.contains(tool));
    }

    @Override
    public Mono<JsonNode> call(ToolCall call) {
        return Mono.defer(() -> byKey.computeIfAbsent(call.key(), key -> carryOut(call)));
    }

    private Mono<JsonNode> carryOut(ToolCall call) {
        return Mono.defer(() -> {
                    inputs.put(call.key().split("/")[1], call.input());
                    effects.add(call.key().substring(call.key().indexOf('/') + 1));
                    mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
                    Function<ToolCall, Mono<JsonNode>> tool = tools.get(call.tool());
                    return (tool == null ? Mono.just(output(call)) : tool.apply(call))
                            .doOnTerminate(busy::decrementAndGet);
                })
                .cache(
                        result -> java.time.Duration.ofHours(1),
                        failure -> keepsFailures ? java.time.Duration.ofHours(1) : java.time.Duration.ZERO,
                        () -> java.time.Duration.ZERO);
    }
}
