/** How well agents did, by whatever judged them. */
@NullMarked
package io.storyportal.data.evaluations;

import org.jspecify.annotations.NullMarked;
