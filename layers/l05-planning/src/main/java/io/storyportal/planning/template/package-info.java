/** The shipped templates: which of them a goal means, what fills their slots, and the plan that results. */
@NullMarked
package io.storyportal.planning.template;

import org.jspecify.annotations.NullMarked;
