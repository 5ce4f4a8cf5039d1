/** Looking at what the platform holds: agents, plans, events. */
@NullMarked
package io.storyportal.cli.lists;

import org.jspecify.annotations.NullMarked;
