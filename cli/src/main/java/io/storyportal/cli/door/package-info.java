/** HTTP to the platform's only door, L09: credentials, problems, event streams. */
@NullMarked
package io.storyportal.cli.door;

import org.jspecify.annotations.NullMarked;
