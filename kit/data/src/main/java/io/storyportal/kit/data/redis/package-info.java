/** Redis for a layer: connections that come back by themselves. */
@NullMarked
package io.storyportal.kit.data.redis;

import org.jspecify.annotations.NullMarked;
