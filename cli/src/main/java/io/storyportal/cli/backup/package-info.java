/** Backups of a fleet's data, and their way back. */
@NullMarked
package io.storyportal.cli.backup;

import org.jspecify.annotations.NullMarked;
