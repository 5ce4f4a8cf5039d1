/** Goals over HTTP: taking them in, files included, and telling how they go. */
@NullMarked
package io.storyportal.planning.goals;

import org.jspecify.annotations.NullMarked;
