/** The other layers as L03 uses them, over their generated clients. */
@NullMarked
package io.storyportal.tools.bridge;

import org.jspecify.annotations.NullMarked;
