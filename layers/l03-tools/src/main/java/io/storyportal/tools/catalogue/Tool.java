package io.storyportal.tools.catalogue;

import reactor.core.publisher.Mono;

/** A built-in tool: its declaration and its work. The work answers a record that becomes the output's JSON. */
public record Tool(ToolSpec spec, Work work) {

    @FunctionalInterface
    public interface Work {
        Mono<? extends Object> run(ToolCall call);
    }
}
