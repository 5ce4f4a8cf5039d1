/** The client of L02 that layers build their bridges on. */
@NullMarked
package io.storyportal.client.l02;

import org.jspecify.annotations.NullMarked;
