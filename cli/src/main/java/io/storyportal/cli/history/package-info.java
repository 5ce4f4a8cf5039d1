/** Whether what the platform holds is what was recorded. */
@NullMarked
package io.storyportal.cli.history;

import org.jspecify.annotations.NullMarked;
