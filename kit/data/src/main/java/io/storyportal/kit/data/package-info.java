/** What a layer with state is made of. */
@NullMarked
package io.storyportal.kit.data;

import org.jspecify.annotations.NullMarked;
