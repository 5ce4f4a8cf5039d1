/** Digests of texts and bytes. */
@NullMarked
package io.storyportal.kit.web.digest;

import org.jspecify.annotations.NullMarked;
