/** What the pages show at a glance: aggregated from L01 and the layers' health, in parallel, bounded and cached for a moment. */
@NullMarked
package io.storyportal.ui.dashboard;

import org.jspecify.annotations.NullMarked;
