/** The other layers as L01 needs them: L04 alone, and only for what can be done without. */
@NullMarked
package io.storyportal.data.bridge;

import org.jspecify.annotations.NullMarked;
