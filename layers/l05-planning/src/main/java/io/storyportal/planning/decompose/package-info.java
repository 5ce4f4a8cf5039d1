/** Goal to plan: the plan cache, then a template, then a model. */
@NullMarked
package io.storyportal.planning.decompose;

import org.jspecify.annotations.NullMarked;
