package io.storyportal.kit.web.problem;

import tools.jackson.databind.PropertyNamingStrategies;

/** The wire's name of a Java property; also of a path such as {@code steps[0].dependsOn}. */
final class SnakeCase extends PropertyNamingStrategies.SnakeCaseStrategy {

    private static final SnakeCase STRATEGY = new SnakeCase();

    private SnakeCase() {}

    static String of(String property) {
        return STRATEGY.translate(property);
    }
}
