/** Numbers for operators that only the database knows, asked for from time to time. */
@NullMarked
package io.storyportal.data.watching;

import org.jspecify.annotations.NullMarked;
