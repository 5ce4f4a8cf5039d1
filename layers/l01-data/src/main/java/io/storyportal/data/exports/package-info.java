/** Exports: all rows of a resource as a file, made in the background by whichever replica is free. */
@NullMarked
package io.storyportal.data.exports;

import org.jspecify.annotations.NullMarked;
