/** document.store. */
@NullMarked
package io.storyportal.tools.documents;

import org.jspecify.annotations.NullMarked;
