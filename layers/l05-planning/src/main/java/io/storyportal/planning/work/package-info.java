/** The ports to whoever does the work of a plan: tools (L03), agents (L02), models (L04). Their failures say whether trying again can help. */
@NullMarked
package io.storyportal.planning.work;

import org.jspecify.annotations.NullMarked;
