/** Bridges to L01, L02, L03 and L04: thin, over the generated clients. */
@NullMarked
package io.storyportal.planning.bridge;

import org.jspecify.annotations.NullMarked;
