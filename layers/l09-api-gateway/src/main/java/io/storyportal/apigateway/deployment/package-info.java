/** What a fleet in containers needs once, before its first start. */
@NullMarked
package io.storyportal.apigateway.deployment;

import org.jspecify.annotations.NullMarked;
