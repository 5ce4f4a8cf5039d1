/** What all resources have in common: commands that become events, rows folded from events, reads by key. */
@NullMarked
package io.storyportal.data.resources;

import org.jspecify.annotations.NullMarked;
