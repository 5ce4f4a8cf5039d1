/** dataset.profile: exact statistics per column up to a million rows, sketches above, within a fixed memory budget. */
@NullMarked
package io.storyportal.tools.datasets.profile;

import org.jspecify.annotations.NullMarked;
