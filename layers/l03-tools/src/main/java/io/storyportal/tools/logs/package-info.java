/** log.inspect, log.errors and log.timeline: what a log file says, in one pass and bounded memory. */
@NullMarked
package io.storyportal.tools.logs;

import org.jspecify.annotations.NullMarked;
