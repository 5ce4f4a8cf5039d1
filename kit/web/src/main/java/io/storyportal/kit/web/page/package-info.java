/** Keyset pages. */
@NullMarked
package io.storyportal.kit.web.page;

import org.jspecify.annotations.NullMarked;
