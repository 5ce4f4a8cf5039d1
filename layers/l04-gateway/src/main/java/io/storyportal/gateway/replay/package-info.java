/** Answers kept by call key, so that a caller that lost one asks again without paying again. */
@NullMarked
package io.storyportal.gateway.replay;

import org.jspecify.annotations.NullMarked;
