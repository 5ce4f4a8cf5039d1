/** The dashboard in a real browser. */
@NullMarked
package io.storyportal.ui.browser;

import org.jspecify.annotations.NullMarked;
