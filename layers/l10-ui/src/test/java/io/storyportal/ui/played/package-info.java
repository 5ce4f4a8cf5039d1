/** The neighbours of L10 as its tests need them: L01 by its wire, and the door in front of the browser. */
@NullMarked
package io.storyportal.ui.played;

import org.jspecify.annotations.NullMarked;
