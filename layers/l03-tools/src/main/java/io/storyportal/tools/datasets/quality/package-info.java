/** dataset.quality: duplicates, outliers and format problems of a dataset. */
@NullMarked
package io.storyportal.tools.datasets.quality;

import org.jspecify.annotations.NullMarked;
