/** A goal from the command line to its report. */
@NullMarked
package io.storyportal.cli.goals;

import org.jspecify.annotations.NullMarked;
