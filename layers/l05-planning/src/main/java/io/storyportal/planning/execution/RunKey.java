package io.storyportal.planning.execution;

import io.storyportal.kit.web.ids.TenantId;
import java.util.UUID;

/** Which run: one plan of one tenant has one run. */
public record RunKey(TenantId tenant, UUID plan) {}
