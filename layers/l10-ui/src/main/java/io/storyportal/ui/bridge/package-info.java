/** The ways out: L01 through its generated client, and the health of every layer. */
@NullMarked
package io.storyportal.ui.bridge;

import org.jspecify.annotations.NullMarked;
