/** Starts the fleet, keeps it running, stops it. Owns every process it starts until that process is gone. */
@NullMarked
package io.storyportal.cli.launch;

import org.jspecify.annotations.NullMarked;
