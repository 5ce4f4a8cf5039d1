/** The dataset tools. */
@NullMarked
package io.storyportal.tools.datasets;

import org.jspecify.annotations.NullMarked;
