package io.storyportal.apigateway.routing;

import io.storyportal.kit.web.caller.Role;

/** Where a request goes: its rule, the path inside (still percent-encoded), and the role its method needs. */
public record Destination(RouteRule rule, String path, Role role) {}
