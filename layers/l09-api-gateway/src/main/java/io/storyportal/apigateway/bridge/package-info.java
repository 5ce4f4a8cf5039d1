/** Calls of the door itself to other layers. */
@NullMarked
package io.storyportal.apigateway.bridge;

import org.jspecify.annotations.NullMarked;
