/**
 * The model gateway: the only layer that talks to model providers and the only one that loads an embedding model. Owns model usage; keeps no state of its own.
 */
@NullMarked
package io.storyportal.gateway;

import org.jspecify.annotations.NullMarked;
