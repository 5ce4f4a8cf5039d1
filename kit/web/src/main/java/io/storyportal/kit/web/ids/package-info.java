/** Identifiers. */
@NullMarked
package io.storyportal.kit.web.ids;

import org.jspecify.annotations.NullMarked;
