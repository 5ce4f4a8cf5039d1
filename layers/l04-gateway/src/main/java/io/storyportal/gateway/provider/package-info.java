/**
 * The port to a model provider, the failures it can end in, and what every adapter shares: HTTP, breaker, retry.
 */
@NullMarked
package io.storyportal.gateway.provider;

import org.jspecify.annotations.NullMarked;
