/** Text and JSON output; colour and redrawing only where a terminal shows them. */
@NullMarked
package io.storyportal.cli.terminal;

import org.jspecify.annotations.NullMarked;
