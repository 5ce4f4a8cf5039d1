/** The plan as data: its tasks, how their inputs refer to files and to earlier outputs, its canonical form and signature. Pure: no I/O, no framework. */
@NullMarked
package io.storyportal.planning.definition;

import org.jspecify.annotations.NullMarked;
