/**
 * Sentence vectors made in this process.
 */
@NullMarked
package io.storyportal.gateway.embedding;

import org.jspecify.annotations.NullMarked;
