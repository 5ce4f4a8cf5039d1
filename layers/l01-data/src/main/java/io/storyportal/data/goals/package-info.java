/** Goals: what somebody wants done. */
@NullMarked
package io.storyportal.data.goals;

import org.jspecify.annotations.NullMarked;
