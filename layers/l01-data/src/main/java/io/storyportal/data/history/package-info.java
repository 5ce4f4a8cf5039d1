/** Whether a tenant's history is the one that was recorded: the hash chain checked, its head signed from time to time. */
@NullMarked
package io.storyportal.data.history;

import org.jspecify.annotations.NullMarked;
