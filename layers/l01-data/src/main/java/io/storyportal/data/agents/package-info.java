/** Agents as L02 runs them: what they are and how they stand. */
@NullMarked
package io.storyportal.data.agents;

import org.jspecify.annotations.NullMarked;
