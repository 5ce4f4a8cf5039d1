/** text.stats. */
@NullMarked
package io.storyportal.tools.texts;

import org.jspecify.annotations.NullMarked;
