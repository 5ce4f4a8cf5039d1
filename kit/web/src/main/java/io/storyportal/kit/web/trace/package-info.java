/** The trace id of the current request. */
@NullMarked
package io.storyportal.kit.web.trace;

import org.jspecify.annotations.NullMarked;
