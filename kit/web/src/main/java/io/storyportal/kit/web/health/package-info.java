/** Liveness, readiness and draining. */
@NullMarked
package io.storyportal.kit.web.health;

import org.jspecify.annotations.NullMarked;
