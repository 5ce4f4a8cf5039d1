/** Sandboxes over HTTP: commands with streamed output, and the files of the workspace. */
@NullMarked
package io.storyportal.runtime.sandboxes;

import org.jspecify.annotations.NullMarked;
