/** The way to L01, where agents are recorded and input files are stored. */
@NullMarked
package io.storyportal.runtime.bridge;

import org.jspecify.annotations.NullMarked;
