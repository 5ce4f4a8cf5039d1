/** file.read, file.write, file.list and file.search. */
@NullMarked
package io.storyportal.tools.files;

import org.jspecify.annotations.NullMarked;
