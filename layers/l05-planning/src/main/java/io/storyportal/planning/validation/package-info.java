/** Decides whether a plan may run: shape, tools, references, cycles, limits. Pure; every finding names the task and the reason. */
@NullMarked
package io.storyportal.planning.validation;

import org.jspecify.annotations.NullMarked;
