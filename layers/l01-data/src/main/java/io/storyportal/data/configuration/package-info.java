/** Settings that layers read while they run; each change is an event, so nobody restarts for one. */
@NullMarked
package io.storyportal.data.configuration;

import org.jspecify.annotations.NullMarked;
