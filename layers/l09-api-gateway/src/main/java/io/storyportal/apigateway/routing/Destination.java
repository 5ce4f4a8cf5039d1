package io.storyportal.apigateway.routing;

import io.storyportal.kit.web.caller.Role;
import java.util.Map;

/**
 * Where a request goes.
 *
 * @param path inside, still percent-encoded
 * @param role what its method needs
 * @param fields of the JSON body that the outside path gave
 */
public record Destination(RouteRule rule, String path, Role role, Map<String, String> fields) {

    public Destination {
        fields = Map.copyOf(fields);
    }
}
