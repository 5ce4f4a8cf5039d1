/** Calls to other layers: identity, timeout, bounded retry, circuit breaker around a generated client. */
@NullMarked
package io.storyportal.kit.web.bridge;

import org.jspecify.annotations.NullMarked;
