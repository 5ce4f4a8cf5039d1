/** Finds calls that block a thread which must not be blocked, in every suite that has this module on its path. */
@NullMarked
package io.storyportal.kit.testing.blocking;

import org.jspecify.annotations.NullMarked;
