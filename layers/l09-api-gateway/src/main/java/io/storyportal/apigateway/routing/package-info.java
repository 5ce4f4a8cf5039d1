/** Which layer answers which outside path: {@code contracts/routes.yaml}, read and checked at the start. */
@NullMarked
package io.storyportal.apigateway.routing;

import org.jspecify.annotations.NullMarked;
