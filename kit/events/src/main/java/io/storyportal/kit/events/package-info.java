/** Events as the platform shares them, and how a layer follows them without missing one. */
@NullMarked
package io.storyportal.kit.events;

import org.jspecify.annotations.NullMarked;
