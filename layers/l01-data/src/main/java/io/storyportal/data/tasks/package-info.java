/** Tasks: the steps of a plan while they are carried out. */
@NullMarked
package io.storyportal.data.tasks;

import org.jspecify.annotations.NullMarked;
