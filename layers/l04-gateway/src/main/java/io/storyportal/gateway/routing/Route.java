package io.storyportal.gateway.routing;

import io.storyportal.gateway.provider.GuardedProvider;
import java.util.List;

/** A decision, with everything that was weighed. */
public record Route(GuardedProvider provider, String model, List<Candidate> candidates) {}
