/** Telling the world outside the log that something happened: after the commit, from the log itself. */
@NullMarked
package io.storyportal.data.publishing;

import org.jspecify.annotations.NullMarked;
