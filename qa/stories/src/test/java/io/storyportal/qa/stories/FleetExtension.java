package io.storyportal.qa.stories;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives stories the one fleet they share, and a site that its web tools may reach; both start with the first story and
 * stop after the last.
 */
final class FleetExtension implements ParameterResolver {

    private static final Namespace HERE = Namespace.create(FleetExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == StoryFleet.class || type == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getRoot().getStore(HERE);
        var site = store.computeIfAbsent("site", key -> new Site(), Site.class);
        return parameter.getParameter().getType() == Site.class
                ? site
                : store.computeIfAbsent("fleet", key -> StoryFleet.started(reaching(site)), StoryFleet.class);
    }

    /** The operator's exception for a private address (docs/operating/web.md), as narrow as it can be said. */
    private static Map<String, String> reaching(Site site) {
        return Map.of("L03_WEB_ALLOWED_HOSTS", site.authority());
    }
}
