/** The {@code portal} command: its subcommands, exit codes and error output. */
@NullMarked
package io.storyportal.cli;

import org.jspecify.annotations.NullMarked;
