/** What operators do to the stores. */
@NullMarked
package io.storyportal.data.admin;

import org.jspecify.annotations.NullMarked;
