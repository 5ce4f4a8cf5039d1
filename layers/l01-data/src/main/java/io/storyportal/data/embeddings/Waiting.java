package io.storyportal.data.embeddings;

import io.storyportal.kit.web.ids.TenantId;
import java.util.UUID;

/** A text without vectors that this replica has taken; {@code revision} tells whether it still has. */
record Waiting(TenantId tenant, String resource, UUID id, long revision, int attempts) {}
