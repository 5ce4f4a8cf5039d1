/** dataset.schema and dataset.sample: a quick look at the first rows. */
@NullMarked
package io.storyportal.tools.datasets.schema;

import org.jspecify.annotations.NullMarked;
