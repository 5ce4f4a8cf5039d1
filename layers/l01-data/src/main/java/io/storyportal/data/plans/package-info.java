/** Plans: how a goal is to be reached, as L05 made them. */
@NullMarked
package io.storyportal.data.plans;

import org.jspecify.annotations.NullMarked;
