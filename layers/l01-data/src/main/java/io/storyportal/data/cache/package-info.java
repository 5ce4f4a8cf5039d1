/** Values that layers keep for a while; they may be gone at any time, and no event tells of them. */
@NullMarked
package io.storyportal.data.cache;

import org.jspecify.annotations.NullMarked;
