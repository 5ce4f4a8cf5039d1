/** What a reactive chain's context says, on the thread that works for it. */
@NullMarked
package io.storyportal.kit.web.context;

import org.jspecify.annotations.NullMarked;
