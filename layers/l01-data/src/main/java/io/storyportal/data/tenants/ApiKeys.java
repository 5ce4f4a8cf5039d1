package io.storyportal.data.tenants;

import io.storyportal.data.resources.ResourceType;

/** How API keys are kept: the hash of the key is in its row and nowhere else. */
public final class ApiKeys {

    public static final ResourceType<ApiKey> TYPE = ResourceType.of("api-keys", "api_key", ApiKey.class)
            .orElse("tier", "STANDARD")
            .seals("key_hash")
            .removedAs("revoked")
            .build();

    private ApiKeys() {}
}
