/** Artifacts: files, with their bytes on disk and their facts in the log. */
@NullMarked
package io.storyportal.data.artifacts;

import org.jspecify.annotations.NullMarked;
