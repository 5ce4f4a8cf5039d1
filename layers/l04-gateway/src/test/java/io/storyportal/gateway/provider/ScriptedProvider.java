package io.storyportal.gateway.provider;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A provider whose next answers are laid down beforehand; the last is repeated. */
public final class ScriptedProvider implements ModelProvider {

    private final String name;
    private final Queue<Flux<ModelDelta>> answers;
    private int calls;

    @SafeVarargs
    public ScriptedProvider(String name, Flux<ModelDelta>... answers) {
        this.name = name;
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    public int calls() {
        return calls;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String defaultModel() {
        return name + "-default";
    }

    @Override
    public boolean accepts(String model) {
        return model.startsWith(name);
    }

    @Override
    public Flux<ModelDelta> call(ModelCall call) {
        return Flux.defer(() -> {
            calls++;
            return answers.size() > 1 ? answers.remove() : answers.element();
        });
    }

    @Override
    public Mono<List<String>> listModels() {
        return Mono.just(List.of(defaultModel()));
    }
}
