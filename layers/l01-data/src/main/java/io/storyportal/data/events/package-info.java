/** The event store: appending in groups, reading by position, following. */
@NullMarked
package io.storyportal.data.events;

import org.jspecify.annotations.NullMarked;
