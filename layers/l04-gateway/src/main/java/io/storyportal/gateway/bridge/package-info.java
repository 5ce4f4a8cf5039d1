/**
 * Calls to other layers.
 */
@NullMarked
package io.storyportal.gateway.bridge;

import org.jspecify.annotations.NullMarked;
