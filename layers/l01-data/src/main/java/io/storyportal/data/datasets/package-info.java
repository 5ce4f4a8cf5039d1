/** Examples to learn and to measure by, in sets whose splits do not leak. */
@NullMarked
package io.storyportal.data.datasets;

import org.jspecify.annotations.NullMarked;
