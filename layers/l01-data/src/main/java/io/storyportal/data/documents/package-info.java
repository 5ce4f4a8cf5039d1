/** Documents: what the platform wrote down, reports above all. */
@NullMarked
package io.storyportal.data.documents;

import org.jspecify.annotations.NullMarked;
