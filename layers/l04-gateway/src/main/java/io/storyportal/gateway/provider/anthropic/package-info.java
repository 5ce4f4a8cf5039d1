/**
 * Anthropic Messages API.
 */
@NullMarked
package io.storyportal.gateway.provider.anthropic;

import org.jspecify.annotations.NullMarked;
