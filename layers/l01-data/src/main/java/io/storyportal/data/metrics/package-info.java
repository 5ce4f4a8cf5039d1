/** Measurements over time: points with labels, added up by time bucket. No event tells of them. */
@NullMarked
package io.storyportal.data.metrics;

import org.jspecify.annotations.NullMarked;
