package io.storyportal.data.journal;

/**
 * The key of a request that may be sent twice.
 *
 * @param scope principal, route and the client's key; the tenant is the submission's
 * @param fingerprint of the body, so that another body with the same key is noticed
 */
public record IdempotencyKey(String scope, String fingerprint) {}
