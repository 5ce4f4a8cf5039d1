/** Plans and tasks over HTTP. */
@NullMarked
package io.storyportal.planning.plans;

import org.jspecify.annotations.NullMarked;
