/**
 * What a call costs, from a dated price list.
 */
@NullMarked
package io.storyportal.gateway.pricing;

import org.jspecify.annotations.NullMarked;
