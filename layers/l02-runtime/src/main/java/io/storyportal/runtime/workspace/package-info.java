/** The files of sandboxes on this host: where they lie, how they are read and written while untrusted code changes them. */
@NullMarked
package io.storyportal.runtime.workspace;

import org.jspecify.annotations.NullMarked;
