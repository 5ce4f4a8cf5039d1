/** The client of L01 that layers build their bridges on. */
@NullMarked
package io.storyportal.client.l01;

import org.jspecify.annotations.NullMarked;
