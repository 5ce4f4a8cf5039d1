/** dataset.compare: two datasets matched by key in sorted order, so that neither has to fit in memory. */
@NullMarked
package io.storyportal.tools.datasets.compare;

import org.jspecify.annotations.NullMarked;
