package io.storyportal.cli.fleet;

import java.util.List;

/**
 * One row of {@code layers.yaml}.
 *
 * @param port without the offset
 * @param module its folder below the project's root
 * @param needs layers and servers that are stopped after it
 * @param heap as in {@code -Xmx}; {@code metaspace} and {@code codeCache} likewise
 */
public record Layer(
        String id,
        String name,
        int port,
        String module,
        List<String> needs,
        String heap,
        String metaspace,
        String codeCache,
        Compiler compiler) {

    /** Which of the JVM's compilers work for it. */
    public enum Compiler {
        /** C1 alone: less time at the start and less memory, slower in long computations. */
        QUICK,
        /** C1, then C2 for what runs often. */
        FULL
    }

    public Layer {
        needs = List.copyOf(needs);
    }
}
