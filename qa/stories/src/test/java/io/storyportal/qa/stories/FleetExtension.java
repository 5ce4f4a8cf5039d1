package io.storyportal.qa.stories;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives stories the one fleet they share; it starts with the first story and stops after the last. */
final class FleetExtension implements ParameterResolver {

    private static final Namespace HERE = Namespace.create(FleetExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StoryFleet.class;
    }

    @Override
    public StoryFleet resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(HERE).computeIfAbsent("fleet", key -> started(), StoryFleet.class);
    }

    private static StoryFleet started() {
        var fleet = new StoryFleet();
        try {
            fleet.up();
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }
}
