package io.storyportal.planning.definition;

import java.util.UUID;

/**
 * An input file of the plan.
 *
 * @param name what people call it; unique within the plan
 * @param path where the agent's workspace holds it
 */
public record PlanFile(String name, UUID artifactId, String path, FileKind kind) {}
