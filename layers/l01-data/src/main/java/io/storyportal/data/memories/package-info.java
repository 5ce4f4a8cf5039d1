/** Memories: what agents remember, and recall by how like, how recent and how important it is. */
@NullMarked
package io.storyportal.data.memories;

import org.jspecify.annotations.NullMarked;
