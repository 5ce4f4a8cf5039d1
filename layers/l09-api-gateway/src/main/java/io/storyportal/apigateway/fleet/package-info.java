/** How the layers behind the door are. */
@NullMarked
package io.storyportal.apigateway.fleet;

import org.jspecify.annotations.NullMarked;
