/** Sessions of agents with people or programs. */
@NullMarked
package io.storyportal.data.sessions;

import org.jspecify.annotations.NullMarked;
