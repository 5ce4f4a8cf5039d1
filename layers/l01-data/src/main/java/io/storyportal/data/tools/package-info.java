/** Tools and what came of running them, as L03 registers and records them. */
@NullMarked
package io.storyportal.data.tools;

import org.jspecify.annotations.NullMarked;
