/**
 * Which provider and model answer a call, and why.
 */
@NullMarked
package io.storyportal.gateway.routing;

import org.jspecify.annotations.NullMarked;
